import type { JsonValue, RawDocument } from '../../model/index.js';
import { document } from './entities.js';

export const githubHost = 'token.actions.githubusercontent.com';

/** The role trust policy of a role for GitHub Actions: `condition` says which workflows. */
export function trustOfGitHub(provider: string, condition: Readonly<Record<string, JsonValue>>): RawDocument {
  return document({
    Sid: 'GitHubActions',
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: condition,
  });
}
