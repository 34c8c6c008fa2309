import type { Part } from '../account.js';
import { accountIds } from '../account-ids.js';
import { document, entitiesOf } from '../entities.js';

const { role } = entitiesOf(accountIds.workbench);

/** Unique ids instead of ARNs: the user and the role that were trusted are gone, and new ones of the same name are not. */
export const deletedPrincipals: Part = {
  roles: [
    role(
      'report-reader',
      document({
        Sid: 'ReportingTeam',
        Effect: 'Allow',
        Principal: { AWS: ['AIDACKCEVSQ6C2EXAMPLE', 'AROADBQP57FF2AEXAMPLE'] },
        Action: 'sts:AssumeRole',
      }),
      {
        inline: {
          ReadReports: document({
            Sid: 'ReadReports',
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:::exampleorg-workbench/reports/*',
          }),
        },
      },
    ),
  ],
};
