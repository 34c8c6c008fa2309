import { parseArn, type Statement, type Token } from '../model/index.js';
import { includesAction } from './actions.js';

/** An identity provider as a role trust policy names it. */
export interface TrustedProvider {
  readonly token: Token;
  readonly kind: 'oidc' | 'saml';
  /** As its condition keys begin for OpenID Connect: `gitlab.com`. The provider's name in IAM for SAML. */
  readonly name: string;
  /** The account that the provider is in; undefined for those that are the same in all accounts, such as Cognito. */
  readonly account: string | undefined;
}

/** The action by which those whom a provider vouches for assume a role. */
const ACTIONS = { oidc: 'sts:AssumeRoleWithWebIdentity', saml: 'sts:AssumeRoleWithSAML' } as const;

/** The identity providers of a kind that an Allow of a role trust policy lets assume the role. */
export function trustedProviders(
  { effect, principal, action }: Statement,
  ...kinds: readonly TrustedProvider['kind'][]
): readonly TrustedProvider[] {
  if (effect !== 'Allow' || !principal || principal.negated) return [];
  return principal.values
    .flatMap(({ kind, token }) => (kind === 'Federated' ? (providerOf(token) ?? []) : []))
    .filter(({ kind }) => kinds.includes(kind) && includesAction(action, ACTIONS[kind]));
}

function providerOf(token: Token): TrustedProvider | undefined {
  const arn = parseArn(token.value);
  if (arn === undefined) return { token, kind: 'oidc', name: token.value, account: undefined };
  const [type = '', ...name] = arn.resource.split('/');
  const kind = KINDS.get(type);
  return kind && { token, kind, name: name.join('/'), account: arn.account };
}

const KINDS: ReadonlyMap<string, TrustedProvider['kind']> = new Map([
  ['oidc-provider', 'oidc'],
  ['saml-provider', 'saml'],
]);

/**
 * The id of the Kubernetes cluster whose pods a provider vouches for; undefined for a provider that is none of EKS.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html
 */
export function clusterOf(name: string): string | undefined {
  return /^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/id\/(.+)$/.exec(name)?.[1];
}
