import type { Part } from '../account.js';
import { accountIds } from '../account-ids.js';
import { administratorAccess } from '../aws-managed/administrator-access.js';
import { document, entitiesOf } from '../entities.js';

const { role } = entitiesOf(accountIds.vault);

/** An administrator here, and yet the template in `management/stack-sets.ts` stays closed: its bucket has to say so too. */
export const stackSetTarget: Part = {
  roles: [
    role(
      'AWSCloudFormationStackSetExecutionRole',
      document({
        Effect: 'Allow',
        Principal: {
          AWS: `arn:aws:iam::${accountIds.management}:role/AWSCloudFormationStackSetAdministrationRole`,
        },
        Action: 'sts:AssumeRole',
      }),
      { attached: [administratorAccess] },
    ),
  ],
};
