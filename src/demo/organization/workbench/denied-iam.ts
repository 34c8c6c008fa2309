import type { Part } from '../account.js';
import { accountIds } from '../account-ids.js';
import { amazonRDSFullAccess } from '../aws-managed/amazon-rds-full-access.js';
import { amazonVPCFullAccess } from '../aws-managed/amazon-vpc-full-access.js';
import { iamFullAccess } from '../aws-managed/iam-full-access.js';
import { document, entitiesOf } from '../entities.js';

const { policy, user } = entitiesOf(accountIds.workbench);

const denyIAM = policy(
  'DenyIAM',
  document({ Sid: 'NobodyTouchesIAM', Effect: 'Deny', Action: 'iam:*', Resource: '*' }),
);

/** "I have IAMFullAccess, why can't I create the role that RDS monitoring needs?" */
export const deniedIAM: Part = {
  policies: [denyIAM],
  users: [user('db-admin', { attached: [amazonRDSFullAccess, iamFullAccess, amazonVPCFullAccess, denyIAM] })],
};
