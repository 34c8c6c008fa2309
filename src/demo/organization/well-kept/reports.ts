import type { Part } from '../account.js';
import { accountIds, outsiders } from '../account-ids.js';
import { bucket, document, entitiesOf } from '../entities.js';

const { role } = entitiesOf(accountIds.wellKept);

/** A bucket that takes TLS only, and the one role of a partner that may read from it. */
export const reports: Part = {
  roles: [
    role(
      'reporting-partner',
      document({
        Sid: 'OneRoleOfThePartner',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${outsiders.reportingPartner}:role/report-import` },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'exampleorg-6f0d2c' } },
      }),
      {
        inline: {
          ReadPartnerReports: document({
            Sid: 'ReadPartnerReports',
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:::exampleorg-reports/partner/*',
          }),
        },
      },
    ),
  ],
  buckets: [
    bucket('exampleorg-reports', {
      Policy: document({
        Sid: 'TLSOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: ['arn:aws:s3:::exampleorg-reports', 'arn:aws:s3:::exampleorg-reports/*'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    }),
  ],
};
