import type { Part } from '../account.js';
import { accountIds } from '../account-ids.js';
import { document, entitiesOf } from '../entities.js';
import { githubHost, trustOfGitHub } from '../github.js';

const { openIDConnectProvider, role } = entitiesOf(accountIds.workbench);
const provider = openIDConnectProvider(githubHost, ['sts.amazonaws.com']);

const publish = document({
  Sid: 'Publish',
  Effect: 'Allow',
  Action: 's3:PutObject',
  Resource: 'arn:aws:s3:::exampleorg-press-kit/site/*',
});

/** Both roles open to more workflows than one: of the first every repository on GitHub, of the second of a pattern. */
export const githubActions: Part = {
  openIDConnectProviders: [provider],
  roles: [
    role(
      'github-site',
      trustOfGitHub(provider.Arn, { StringEquals: { [`${githubHost}:aud`]: 'sts.amazonaws.com' } }),
      {
        inline: { Publish: publish },
      },
    ),
    role(
      'github-deploy',
      trustOfGitHub(provider.Arn, {
        StringEquals: { [`${githubHost}:aud`]: 'sts.amazonaws.com' },
        StringLike: { [`${githubHost}:sub`]: 'repo:exampleorg*' },
      }),
      { inline: { Publish: publish } },
    ),
  ],
};
