import type { Part } from '../account.js';
import { accountIds } from '../account-ids.js';
import { bucket, document, entitiesOf } from '../entities.js';

const { arnOf, role } = entitiesOf(accountIds.management);

/**
 * "The stack set fails with Access Denied for the template." The bucket lets the administrator account read, and
 * nobody else; the execution role of the target account, in `vault/stack-set-target.ts`, reads it too.
 */
export const stackSets: Part = {
  roles: [
    role(
      'AWSCloudFormationStackSetAdministrationRole',
      document({
        Effect: 'Allow',
        Principal: { Service: 'cloudformation.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': accountIds.management },
          StringLike: { 'aws:SourceArn': `arn:aws:cloudformation:*:${accountIds.management}:stackset/*` },
        },
      }),
      {
        inline: {
          AssumeExecutionRole: document({
            Sid: 'DeployToTargetAccounts',
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Resource: `arn:aws:iam::${accountIds.vault}:role/AWSCloudFormationStackSetExecutionRole`,
          }),
        },
      },
    ),
  ],
  buckets: [
    bucket('exampleorg-stackset-templates', {
      Policy: document({
        Sid: 'AdministratorAccountReadsTemplates',
        Effect: 'Allow',
        Principal: { AWS: arnOf('root') },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::exampleorg-stackset-templates/*',
      }),
    }),
  ],
};
