import type { Part } from '../account.js';
import { accountIds } from '../account-ids.js';
import { amazonRDSFullAccess } from '../aws-managed/amazon-rds-full-access.js';
import { readOnlyAccess } from '../aws-managed/read-only-access.js';
import { document, entitiesOf } from '../entities.js';

const { arnOf, role, user } = entitiesOf(accountIds.workbench);

const switchedTo = role(
  'SwitchRole',
  document({ Effect: 'Allow', Principal: { AWS: arnOf('root') }, Action: 'sts:AssumeRole' }),
  { attached: [amazonRDSFullAccess] },
);

/**
 * "The role trusts our root user, so only root can switch." It trusts the account: whoever is allowed sts:AssumeRole
 * on it gets in, which B-san is and A-san is not.
 */
export const switchRole: Part = {
  roles: [switchedTo],
  users: [
    user('A-san', { attached: [readOnlyAccess] }),
    user('B-san', {
      inline: {
        MaySwitch: document({
          Sid: 'MaySwitch',
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Resource: switchedTo.Arn,
        }),
      },
    }),
  ],
};
