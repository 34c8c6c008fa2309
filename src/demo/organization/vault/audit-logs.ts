import type { Part } from '../account.js';
import { accountIds } from '../account-ids.js';
import { bucket, document, entitiesOf } from '../entities.js';

const { role } = entitiesOf(accountIds.vault);

/** "It works from the instance and not from the console." Requests that come through another VPC endpoint are denied. */
export const auditLogs: Part = {
  roles: [
    role(
      'log-analyst',
      document({
        Sid: 'AnalystsOfTheWorkbench',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${accountIds.workbench}:role/CloudOps` },
        Action: 'sts:AssumeRole',
      }),
      {
        inline: {
          ReadLogs: document({
            Sid: 'ReadLogs',
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:::exampleorg-audit-logs/AWSLogs/*',
          }),
        },
      },
    ),
  ],
  buckets: [
    bucket('exampleorg-audit-logs', {
      Region: 'eu-west-1',
      Policy: document(
        {
          Sid: 'CloudTrailWrites',
          Effect: 'Allow',
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          Action: 's3:PutObject',
          Resource: 'arn:aws:s3:::exampleorg-audit-logs/AWSLogs/*',
          Condition: {
            StringEquals: {
              'aws:SourceArn': `arn:aws:cloudtrail:eu-west-1:${accountIds.management}:trail/organization`,
            },
          },
        },
        {
          Sid: 'OnlyThroughOurEndpoint',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::exampleorg-audit-logs/*',
          Condition: { StringNotEqualsIfExists: { 'aws:SourceVpce': 'vpce-0a1b2c3d4e5f60718' } },
        },
      ),
    }),
  ],
};
