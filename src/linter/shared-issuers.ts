import type { PolicyGraph } from '../graph/index.js';
import type { PolicyDocument, Statement, Token } from '../model/index.js';
import { isFixed, type AcceptsValue } from '../prover/index.js';
import { deniesOn, limitedTo } from './callers.js';
import { trustedProviders } from './identity-providers.js';
import { isAboutKey } from './requirements.js';

/** An OpenID Connect provider that many companies share, each with tokens of the same issuer. */
export interface SharedIssuer {
  readonly title: string;
  /** Claims, or whole condition keys, of which one has to tell whose token it is. */
  readonly claims: readonly [string, ...string[]];
  /** How the subject tells; absent where nothing is known of it, and for claims that are one id. */
  readonly subject?: SubjectFormat;
}

/** A subject such as `organization:ORG:pipeline:NAME:…`: labels, each with what it names behind it. */
interface SubjectFormat {
  /** The first label. */
  readonly tenant: string;
  /** Labels of which one names the part of the tenant that runs the job; absent where the tenant's is a path. */
  readonly parts?: readonly string[];
}

/** Whose tokens let in: those of one part of a tenant, of a whole tenant, or of anybody. */
export type SubjectReach = 'part' | 'tenant' | 'anybody';

/**
 * By the issuer, without its scheme. Those for which IAM itself asks for the claim when a trust policy is saved, since
 * June 2025, and those that every account knows without a provider of its own. GitHub Actions has a rule of its own.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
const SHARED_ISSUERS: ReadonlyMap<string, SharedIssuer> = new Map<string, SharedIssuer>([
  ['gitlab.com', { title: 'GitLab.com', claims: ['sub'], subject: { tenant: 'project_path' } }],
  [
    'app.terraform.io',
    {
      title: 'HCP Terraform',
      claims: ['sub'],
      subject: { tenant: 'organization', parts: ['project', 'workspace'] },
    },
  ],
  [
    'agent.buildkite.com',
    { title: 'Buildkite', claims: ['sub'], subject: { tenant: 'organization', parts: ['pipeline'] } },
  ],
  [
    'oidc.codefresh.io',
    { title: 'Codefresh', claims: ['sub'], subject: { tenant: 'account', parts: ['pipeline'] } },
  ],
  [
    'scalr.io',
    { title: 'Scalr', claims: ['sub'], subject: { tenant: 'account', parts: ['environment', 'workspace'] } },
  ],
  ['vstoken.actions.githubusercontent.com', { title: 'GitHub Actions', claims: ['sub'] }],
  ['oidc-configuration.audit-log.githubusercontent.com', { title: 'GitHub audit log', claims: ['sub'] }],
  ['studio.datachain.ai/api', { title: 'DVC Studio', claims: ['sub'] }],
  ['tokens.cloud.shisho.dev', { title: 'Shisho Cloud', claims: ['sub'] }],
  ['proidc.upbound.io', { title: 'Upbound', claims: ['sub'] }],
  ...[
    'oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb',
    'oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu',
    'rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7',
    'rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr',
    'rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg',
    'rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26',
  ].map((issuer): [string, SharedIssuer] => [issuer, { title: 'IBM Turbonomic', claims: ['sub'] }]),
  ['api.pulumi.com/oidc', { title: 'Pulumi Cloud', claims: ['aud', 'sub'] }],
  ['oidc.vercel.com', { title: 'Vercel', claims: ['aud', 'sub'] }],
  ['sandboxes.cloud', { title: 'sandboxes.cloud', claims: ['aud'] }],
  [
    'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d',
    { title: 'Microsoft Sentinel', claims: ['sts:RoleSessionName'] },
  ],
  ['cognito-identity.amazonaws.com', { title: 'Amazon Cognito', claims: ['aud'] }],
  ['accounts.google.com', { title: 'Google', claims: ['aud', 'oaud', 'azp', 'sub'] }],
  ['graph.facebook.com', { title: 'Facebook', claims: ['app_id', 'id'] }],
  ['www.amazon.com', { title: 'Login with Amazon', claims: ['app_id', 'user_id'] }],
]);

export function sharedIssuer(name: string): SharedIssuer | undefined {
  return SHARED_ISSUERS.get(name);
}

/** A shared provider that a role trust policy lets in, and whose tokens count by the statement. */
export interface SharedProvider {
  readonly token: Token;
  readonly issuer: SharedIssuer;
  /** After the denies that bind the statement. */
  readonly reach: SubjectReach;
  /** The condition keys of which one has to tell whose token it is. */
  readonly keys: readonly string[];
  /** What the statement compares those with. */
  readonly values: readonly Token[];
}

/** The providers of an Allow that many companies share. */
export function sharedProviders(
  graph: PolicyGraph,
  document: PolicyDocument,
  statement: Statement,
): readonly SharedProvider[] {
  return trustedProviders(statement, 'oidc').flatMap(({ token, name }) => {
    const issuer = sharedIssuer(name);
    if (issuer === undefined) return [];
    const keys = issuer.claims.map((claim) => (claim.includes(':') ? claim : `${name}:${claim}`));
    const values = statement.conditions
      .filter((condition) => keys.some((key) => isAboutKey(condition, key)))
      .flatMap((condition) => condition.values);
    const reach = subjectReach(statement, deniesOn(graph, document), keys, issuer);
    return [{ token, issuer, reach, keys, values }];
  });
}

function subjectReach(
  statement: Statement,
  denies: readonly Statement[],
  keys: readonly string[],
  issuer: SharedIssuer,
): SubjectReach {
  const isWithin = (...reaches: readonly SubjectReach[]) => {
    const accepts: AcceptsValue = (value, pattern) => reaches.includes(reachOf(value, pattern, issuer));
    return limitedTo(
      statement,
      denies,
      keys.map((key) => [key, accepts] as const),
    );
  };
  if (isWithin('part')) return 'part';
  return isWithin('part', 'tenant') ? 'tenant' : 'anybody';
}

function reachOf(value: string, pattern: boolean, { claims, subject }: SharedIssuer): SubjectReach {
  if (isFixed(value, pattern)) return 'part';
  const [start = ''] = value.split(pattern ? /[*?]|\$\{/ : '${', 1);
  // What is not known to have parts names one tenant at least, if it names anything.
  if (subject === undefined) return claims.includes('sub') && start !== '' ? 'part' : 'anybody';
  const [label, tenant = '', ...rest] = value.split(':');
  if (label !== subject.tenant) return 'anybody';
  if (subject.parts === undefined) {
    if (!/^[^/*?$]+\//.test(tenant)) return 'anybody';
    return isFixed(tenant, pattern) && rest.length > 0 ? 'part' : 'tenant';
  }
  if (rest.length === 0 || !isFixed(tenant, pattern)) return 'anybody';
  const isNamed = (part: string) => {
    const at = rest.indexOf(part);
    const named = at < 0 ? '' : (rest[at + 1] ?? '');
    return named !== '' && isFixed(named, pattern);
  };
  return subject.parts.some(isNamed) ? 'part' : 'tenant';
}
