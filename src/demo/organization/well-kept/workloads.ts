import type { Part } from '../account.js';
import { accountIds } from '../account-ids.js';
import { document, entitiesOf, trustOf } from '../entities.js';

const { instanceProfile, role } = entitiesOf(accountIds.wellKept);

/** EC2 names no source when it assumes a role, so there is nothing that its trust policy could ask for. */
const worker = role('worker', trustOf('ec2.amazonaws.com'), {
  inline: {
    WorkOnQueue: document({
      Sid: 'WorkOnQueue',
      Effect: 'Allow',
      Action: ['sqs:DeleteMessage', 'sqs:ReceiveMessage'],
      Resource: `arn:aws:sqs:us-east-1:${accountIds.wellKept}:platform-work`,
    }),
  },
});

/** Roles of services, each for its own source where the service names one. */
export const workloads: Part = {
  roles: [
    worker,
    role(
      'nightly-report',
      document({
        Effect: 'Allow',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: {
            'aws:SourceAccount': accountIds.wellKept,
            'aws:SourceArn': `arn:aws:scheduler:us-east-1:${accountIds.wellKept}:schedule-group/reports`,
          },
        },
      }),
      {
        inline: {
          StartReport: document({
            Sid: 'StartReport',
            Effect: 'Allow',
            Action: 'states:StartExecution',
            Resource: `arn:aws:states:us-east-1:${accountIds.wellKept}:stateMachine:nightly-report`,
          }),
        },
      },
    ),
  ],
  instanceProfiles: [instanceProfile(worker)],
};
