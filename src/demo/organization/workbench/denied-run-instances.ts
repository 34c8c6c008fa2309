import type { Part } from '../account.js';
import { accountIds } from '../account-ids.js';
import { amazonEC2FullAccess } from '../aws-managed/amazon-ec2-full-access.js';
import { document, entitiesOf } from '../entities.js';

const { role, user } = entitiesOf(accountIds.workbench);

const instanceOperator = user('instance-operator', { attached: [amazonEC2FullAccess] });

/** "You are not authorized to perform ec2:RunInstances." A service control policy leaves it to CloudOps. */
export const deniedRunInstances: Part = {
  users: [instanceOperator],
  roles: [
    role(
      'CloudOps',
      document({
        Sid: 'OperatorsOnly',
        Effect: 'Allow',
        Principal: { AWS: instanceOperator.Arn },
        Action: 'sts:AssumeRole',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      }),
      {
        inline: {
          RunInstances: document({
            Sid: 'RunInstances',
            Effect: 'Allow',
            Action: ['ec2:RunInstances', 'ec2:TerminateInstances'],
            Resource: [
              `arn:aws:ec2:us-east-1:${accountIds.workbench}:*/*`,
              'arn:aws:ec2:us-east-1::image/ami-0a1b2c3d4e5f60718',
            ],
          }),
          ReadAuditLogs: document({
            Sid: 'ReadAuditLogs',
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Resource: `arn:aws:iam::${accountIds.vault}:role/log-analyst`,
          }),
        },
      },
    ),
  ],
};
