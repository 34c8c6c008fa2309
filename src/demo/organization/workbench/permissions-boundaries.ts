import type { Part } from '../account.js';
import { accountIds } from '../account-ids.js';
import { amazonEC2FullAccess } from '../aws-managed/amazon-ec2-full-access.js';
import { powerUserAccess } from '../aws-managed/power-user-access.js';
import { document, entitiesOf } from '../entities.js';

const { policy, user } = entitiesOf(accountIds.workbench);

const applicationTeams = policy(
  'ApplicationTeamsBoundary',
  document(
    { Sid: 'UpToEverything', Effect: 'Allow', Action: '*', Resource: '*' },
    { Sid: 'ButNoInstances', Effect: 'Deny', Action: 'ec2:*', Resource: '*' },
  ),
);

/**
 * "I have AmazonEC2FullAccess and cannot start an instance." The permissions boundary of app-deployer denies it, and
 * that of pipeline-admin, an AWS managed policy that nobody has attached, does not allow what is granted.
 */
export const permissionsBoundaries: Part = {
  policies: [applicationTeams],
  users: [
    user('app-deployer', { attached: [amazonEC2FullAccess], boundary: applicationTeams }),
    user('pipeline-admin', {
      boundary: powerUserAccess,
      inline: {
        RegisterPipelines: document({
          Sid: 'RegisterPipelines',
          Effect: 'Allow',
          Action: ['iam:CreateRole', 'iam:PutRolePolicy'],
          Resource: `arn:aws:iam::${accountIds.workbench}:role/pipeline-*`,
        }),
      },
    }),
  ],
};
