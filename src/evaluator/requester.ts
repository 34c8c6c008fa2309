import { parseArn, type Requester } from '../model/index.js';

/**
 * The requester that a text names: the ARN of a user, a role, a session (`arn:aws:sts::…:assumed-role/R/S`), a
 * federated user, an account's root user, a SAML or OIDC provider; the host name of a service; or `anonymous`.
 * Undefined for anything else, such as a group.
 */
export function parseRequester(text: string): Requester | undefined {
  if (text === 'anonymous') return { kind: 'anonymous' };
  const arn = parseArn(text);
  if (arn === undefined) return isHostName(text) ? { kind: 'service', service: text } : undefined;
  const { service, account, partition, resource } = arn;
  const [type = '', ...path] = resource.split('/');
  if (path.some((part) => part === '')) return undefined;
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
