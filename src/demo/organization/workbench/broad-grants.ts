import type { Part } from '../account.js';
import { accountIds } from '../account-ids.js';
import { document, entitiesOf } from '../entities.js';

const { role, user } = entitiesOf(accountIds.workbench);

const breakGlass = user('break-glass', {
  inline: {
    Everything: document({ Sid: 'Everything', Effect: 'Allow', Action: '*', Resource: '*' }),
  },
});

const assumedByBreakGlass = document({
  Effect: 'Allow',
  Principal: { AWS: breakGlass.Arn },
  Action: 'sts:AssumeRole',
});

/** Grants that are wider than whoever wrote them had in mind. */
export const broadGrants: Part = {
  users: [breakGlass],
  roles: [
    role('platform-operator', assumedByBreakGlass, {
      inline: {
        EverythingButIAM: document({
          Sid: 'EverythingButIAM',
          Effect: 'Allow',
          NotAction: ['iam:*', 'organizations:*', 'account:*'],
          Resource: '*',
        }),
      },
    }),
    role('function-deployer', assumedByBreakGlass, {
      inline: {
        DeployFunctions: document(
          {
            Sid: 'UpdateFunctions',
            Effect: 'Allow',
            Action: ['lambda:CreateFunction', 'lambda:UpdateFunctionCode'],
            Resource: `arn:aws:lambda:us-east-1:${accountIds.workbench}:function:*`,
          },
          { Sid: 'PassAnyRole', Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' },
        ),
      },
    }),
    role('queue-worker', assumedByBreakGlass, {
      inline: {
        UseQueues: document({ Sid: 'UseQueues', Effect: 'Allow', Action: 'sqs:*', Resource: '*' }),
      },
    }),
  ],
};
