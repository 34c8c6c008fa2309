import type { Part } from '../account.js';
import { accountIds } from '../account-ids.js';
import { document, entitiesOf } from '../entities.js';

const { group, user } = entitiesOf(accountIds.workbench);

const backupOperators = group('BackupOperators', {
  inline: {
    KeepBackups: document(
      {
        Sid: 'WriteBackups',
        Effect: 'Allow',
        Action: ['s3:PutObject', 's3:DeleteObject'],
        Resource: 'arn:aws:s3:::exampleorg-workbench/backups/*',
      },
      {
        Sid: 'NeverDeleteBackups',
        Effect: 'Deny',
        Action: 's3:DeleteObjetc',
        Resource: 'arn:aws:s3:::exampleorg-workbench/backups/*',
      },
    ),
  },
});

/** "We forbade it, and the backups are gone." No action is called s3:DeleteObjetc. */
export const misspeltDeny: Part = {
  groups: [backupOperators],
  users: [user('backup-operator', { groups: [backupOperators] })],
};
