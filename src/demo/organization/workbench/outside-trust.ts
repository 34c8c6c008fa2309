import type { Part } from '../account.js';
import { accountIds, outsiders } from '../account-ids.js';
import { document, entitiesOf } from '../entities.js';

const { role } = entitiesOf(accountIds.workbench);

const readMetrics = document({
  Sid: 'ReadMetrics',
  Effect: 'Allow',
  Action: ['cloudwatch:GetMetricStatistics', 'cloudwatch:ListMetrics'],
  Resource: '*',
});

const readReports = document({
  Sid: 'ReadReports',
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::exampleorg-workbench/reports/*',
});

/** Three ways to let in more of the world than was meant. */
export const outsideTrust: Part = {
  roles: [
    role(
      'monitoring-vendor',
      document({
        Sid: 'VendorWithoutExternalId',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${outsiders.monitoringVendor}:role/collector` },
        Action: 'sts:AssumeRole',
      }),
      { inline: { ReadMetrics: readMetrics } },
    ),
    role(
      'reporting-partner',
      document({
        Sid: 'WholeAccountOfThePartner',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${outsiders.reportingPartner}:root` },
        Action: 'sts:AssumeRole',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      }),
      { inline: { ReadReports: readReports } },
    ),
    role(
      'legacy-data-share',
      document({ Sid: 'Anybody', Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }),
      { inline: { ReadReports: readReports } },
    ),
  ],
};
