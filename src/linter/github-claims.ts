import { parseArn, type Statement } from '../model/index.js';
import type { AcceptsValue } from '../prover/index.js';
import { limitedTo } from './callers.js';

/** Whose workflows GitHub's tokens let in: one repository's, those of a whole organization or enterprise, or anybody's. */
export type GitHubReach = 'repository' | 'organization' | 'anybody';

const ISSUER = 'token.actions.githubusercontent.com';

/** The claims by which a workflow can be told. */
const CLAIMS = [
  'sub',
  'repository',
  'repository_id',
  'job_workflow_ref',
  'repository_owner',
  'repository_owner_id',
  'enterprise',
  'enterprise_id',
] as const;
type Claim = (typeof CLAIMS)[number];

/**
 * The name of GitHub's provider, as its condition keys begin: the host, and for an enterprise with an issuer of its
 * own the enterprise's name behind it. Undefined for other providers.
 */
export function gitHubProvider(principal: string): string | undefined {
  const name = parseArn(principal)?.resource.replace(/^oidc-provider\//, '') ?? principal;
  return name === ISSUER || name.startsWith(`${ISSUER}/`) ? name : undefined;
}

/** Whose workflows a statement lets in, after the denies that bind it. */
export function gitHubReach(
  statement: Statement,
  denies: readonly Statement[],
  provider: string,
): GitHubReach {
  const isWithin = (reach: GitHubReach) => {
    const accepts =
      (claim: Claim): AcceptsValue =>
      (value, pattern) => {
        const found = reachOfValue(claim, value, pattern);
        return found === reach || found === 'repository';
      };
    return limitedTo(
      statement,
      denies,
      CLAIMS.map((claim) => [`${provider}:${claim}`, accepts(claim)] as const),
    );
  };
  if (isWithin('repository')) return 'repository';
  return provider !== ISSUER || isWithin('organization') ? 'organization' : 'anybody';
}

const REPOSITORY =
  /:(?:(?:repo|repository|job_workflow_ref):[^:/@]+(?:@[^:/@]+)?\/[^:/@]+[:/@]|repository_id:[^:]+:)/;
const ORGANIZATION =
  /:(?:(?:repo|repository|job_workflow_ref):[^:/@]+[/@]|(?:repository_owner|enterprise)(?:_id)?:[^:]+:)/;

/**
 * Whose workflows have such a value. A subject names the repository in its old form, `repo:ORG/REPO:…`, in the one
 * with ids, `repo:ORG@ID/REPO@ID:…`, or by other claims where the organization has changed the template. What stands
 * behind the first wildcard does not count, except that a name with `@*` for its id is still that name.
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
function reachOfValue(claim: Claim, value: string, pattern: boolean): GitHubReach {
  const written = claim === 'sub' ? value : `${claim}:${value}`;
  const named = pattern ? written.replaceAll(/@\*(?=[/:])/g, '') : written;
  const [start = ''] = named.split(pattern ? /[*?]|\$\{/ : '${', 1);
  const claims = start.length === named.length ? `:${start}:` : `:${start}`;
  if (REPOSITORY.test(claims)) return 'repository';
  return ORGANIZATION.test(claims) ? 'organization' : 'anybody';
}
