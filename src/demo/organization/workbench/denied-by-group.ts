import type { Part } from '../account.js';
import { accountIds } from '../account-ids.js';
import { amazonS3FullAccess } from '../aws-managed/amazon-s3-full-access.js';
import { document, entitiesOf } from '../entities.js';

const { group, user } = entitiesOf(accountIds.workbench);

const contractors = group('Contractors', {
  inline: {
    NoDeletion: document({
      Sid: 'NoDeletion',
      Effect: 'Deny',
      Action: ['s3:DeleteBucket', 's3:DeleteObject', 's3:DeleteObjectVersion'],
      Resource: '*',
    }),
  },
});

/** "No policy of mine denies anything." The deny comes from the group. */
export const deniedByGroup: Part = {
  groups: [contractors],
  users: [user('D-san', { groups: [contractors], attached: [amazonS3FullAccess] })],
};
