import { presenceFor } from '../evaluator/index.js';
import {
  isAccountId,
  parseArn,
  type PolicyDocument,
  type PrincipalValue,
  type Statement,
} from '../model/index.js';

/** A kind of principal that makes requests. */
export type Sender = Parameters<typeof presenceFor>[1];

const IAM: readonly Sender[] = ['user', 'role', 'federated-user', 'root'];
const EVERYBODY: readonly Sender[] = [...IAM, 'service', 'saml', 'web-identity', 'anonymous'];

/** Who can make the requests that a statement is about, by kind. */
export function sendersOf({ principal }: Statement, { type }: PolicyDocument): readonly Sender[] {
  switch (type) {
    case 'identity-based':
    case 'permissions-boundary':
    case 'session':
    case 'service-control':
      return IAM;
    default:
      if (principal === undefined || principal.negated) return EVERYBODY;
      return [...new Set(principal.values.flatMap(sendersNamed))];
  }
}

/**
 * Whether none of them ever sends a key, given in lower case.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function neverSent(name: string, senders: readonly Sender[]): boolean {
  // The external id is a parameter of AssumeRole, which services leave out and identity providers do not call.
  const isExternalId = name === 'sts:externalid';
  return (
    senders.length > 0 &&
    senders.every((sender) =>
      isExternalId ? NEVER_WITH_EXTERNAL_ID.has(sender) : presenceFor(name, sender) === 'never',
    )
  );
}

const NEVER_WITH_EXTERNAL_ID: ReadonlySet<Sender> = new Set(['service', 'saml', 'web-identity', 'anonymous']);

function sendersNamed({ kind, token: { value } }: PrincipalValue): readonly Sender[] {
  switch (kind) {
    case 'Service':
      return ['service'];
    case 'Federated':
      return value.includes(':saml-provider/') ? ['saml'] : ['web-identity'];
    case 'CanonicalUser':
      return IAM;
    default:
      return value === '*' ? EVERYBODY : awsSenders(value);
  }
}

function awsSenders(principal: string): readonly Sender[] {
  const [type = ''] = parseArn(principal)?.resource.split('/') ?? [];
  if (type === 'user' || type === 'federated-user') return [type];
  if (type === 'role' || type === 'assumed-role') return ['role'];
  return type === 'root' || isAccountId(principal) ? IAM : EVERYBODY;
}

/** Kinds of principals as a sentence about their requests names them. */
export function sendersText(senders: readonly Sender[]): string {
  if (senders.every((sender) => sender === 'role')) return 'a role';
  return [...new Set(senders.map((sender) => WORDS[sender]))].join(' or ');
}

const WORDS: Readonly<Record<Sender, string>> = {
  user: 'a user or role',
  role: 'a user or role',
  'federated-user': 'a user or role',
  root: 'a user or role',
  service: 'an AWS service',
  saml: 'a SAML identity provider',
  'web-identity': 'an OIDC identity provider',
  anonymous: 'an anonymous caller',
};
