import { isAccountId, parseArn, type Requester } from '../model/index.js';
import { ORIGIN_ACCESS_ACCOUNT } from './identity.js';

/**
 * Identity providers that IAM knows by their host names.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 */
const BUILT_IN_PROVIDERS: ReadonlySet<string> = new Set([
  'accounts.google.com',
  'cognito-identity.amazonaws.com',
  'graph.facebook.com',
  'www.amazon.com',
]);

/**
 * The requester that a text names: the ARN of a user, a role, a session (`arn:aws:sts::…:assumed-role/R/S`), a
 * federated user, an account's root user, a SAML or OIDC provider; the host name of a service or of a provider that
 * IAM knows; or `anonymous`. Undefined for anything else, such as a group.
 */
export function parseRequester(text: string): Requester | undefined {
  if (text === 'anonymous') return { kind: 'anonymous' };
  const arn = parseArn(text);
  if (BUILT_IN_PROVIDERS.has(text)) return { kind: 'web-identity', provider: text };
  if (arn === undefined) return isHostName(text) ? { kind: 'service', service: text } : undefined;
  const { service, account, partition, resource } = arn;
  const [type = '', ...path] = resource.split('/');
  if (path.includes('') || !(isAccountId(account) || account === ORIGIN_ACCESS_ACCOUNT)) return undefined;
  switch (`${service} ${type} ${path.length > 0 ? 'path' : 'alone'}`) {
    case 'iam root alone':
      return { kind: 'root', account, partition };
    case 'iam user path':
      return { kind: 'user', arn: text };
    case 'iam role path':
      return { kind: 'role', arn: text };
    case 'sts assumed-role path':
      return path.length === 2 ? { kind: 'role', arn: text } : undefined;
    case 'sts federated-user path':
      return { kind: 'federated-user', arn: text };
    case 'iam saml-provider path':
      return { kind: 'saml', provider: text };
    case 'iam oidc-provider path':
      return { kind: 'web-identity', provider: text };
    default:
      return undefined;
  }
}

/** At least two labels of letters, digits and hyphens: `lambda.amazonaws.com`. */
function isHostName(text: string): boolean {
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(text);
}
