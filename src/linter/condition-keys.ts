import { findConditionKey, findService, nearest, services } from '../model/catalogue/index.js';

/** Global keys that the Service Authorization Reference does not list, in lower case. */
const UNLISTED: ReadonlySet<string> = new Set(['aws:signinsessionarn', 'aws:viacustomerdomain']);

/** Keys that end in the key of a tag. */
const TAGGED = ['aws:PrincipalTag', 'aws:RequestTag', 'aws:ResourceTag'];

/** Prefixes that belong to no service and to no identity provider's host. */
const OTHER_PREFIXES = [
  'aws',
  'catalog',
  'cognito-identity-auth',
  'cognito-identity-unauth',
  'identitycenter',
  'saml',
];

/** The service or other prefix that a key begins with, in lower case; empty where it has none. */
export function prefixOf(key: string): string {
  return key.slice(0, Math.max(key.indexOf(':'), 0)).toLowerCase();
}

/** Whether a key is a prefix, a colon and a name. A tag that ends it may have spaces. */
export function isWellFormedKey(key: string): boolean {
  const [beforeTag = ''] = key.split('/');
  return prefixOf(key) !== '' && !key.endsWith(':') && !/\s/.test(beforeTag);
}

/** Whether a key is one of AWS's, or of an identity provider: its prefix is a host then. */
export function isKnownKey(key: string): boolean {
  return (
    findConditionKey(key) !== undefined || UNLISTED.has(key.toLowerCase()) || prefixOf(key).includes('.')
  );
}

/** The key with a tag, such as `aws:ResourceTag`, that a key without one is; undefined for all others. */
export function tagKeyMissingFrom(key: string): string | undefined {
  const bare = key.toLowerCase().replace(/\/$/, '');
  const known = TAGGED.find((name) => name.toLowerCase() === bare);
  if (known !== undefined || findConditionKey(key) !== undefined) return known;
  const name = findConditionKey(`${bare}/x`)?.name;
  return /tag\/\$\{/i.test(name ?? '') ? name?.slice(0, name.lastIndexOf('/')) : undefined;
}

/** Whether a prefix is a service's, or one that is not. */
export function isKnownPrefix(prefix: string): boolean {
  return OTHER_PREFIXES.includes(prefix) || findService(prefix) !== undefined;
}

/** The prefix that is spelled almost like `prefix`; undefined where none is close. */
export function nearestPrefix(prefix: string): string | undefined {
  return nearest(prefix, [...OTHER_PREFIXES, ...services()]);
}
