import { isAccountId, parseArn, type PrincipalKind, type Statement, type Token } from '../model/index.js';

/** The principals of a kind in a Principal or NotPrincipal element. */
export function principalsOf({ principal }: Statement, kind: PrincipalKind): readonly Token[] {
  return principal?.values.filter((value) => value.kind === kind).map(({ token }) => token) ?? [];
}

/**
 * What a value under `AWS` in a Principal element is by its form. A wildcard in anything but `*` alone is none of the
 * forms that IAM knows; a policy variable makes the form unknown.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type PrincipalForm =
  | 'everybody'
  | 'account'
  | 'user'
  | 'role'
  | 'session'
  | 'originAccessIdentity'
  | 'uniqueId'
  | 'group'
  | 'partialWildcard'
  | 'variable'
  | 'unknown';

/** @see PrincipalForm */
export function principalForm(value: string): PrincipalForm {
  if (value === '*') return 'everybody';
  if (value.includes('${')) return 'variable';
  if (value.includes('*') || value.includes('?')) return 'partialWildcard';
  if (isAccountId(value)) return 'account';
  if (/^A(?:IDA|ROA)[A-Z0-9]{12,124}$/.test(value)) return 'uniqueId';
  const arn = parseArn(value);
  if (arn === undefined || arn.region !== '') return 'unknown';
  const [type = '', ...names] = arn.resource.split('/');
  if (arn.account === 'cloudfront') return type === 'user' ? 'originAccessIdentity' : 'unknown';
  if (!isAccountId(arn.account)) return 'unknown';
  if (arn.resource === 'root' && arn.service === 'iam') return 'account';
  return (names.at(-1) ?? '') === '' ? 'unknown' : (FORMS.get(`${arn.service}:${type}`) ?? 'unknown');
}

const FORMS: ReadonlyMap<string, PrincipalForm> = new Map([
  ['iam:user', 'user'],
  ['iam:role', 'role'],
  ['iam:group', 'group'],
  ['sts:assumed-role', 'session'],
  ['sts:federated-user', 'session'],
]);

/** Whom a value under `Federated` stands for: a SAML provider, one for web identities, or neither by its form. */
export function federatedForm(value: string): 'saml' | 'web-identity' | 'unknown' {
  const arn = parseArn(value);
  if (arn === undefined) return isHostName(value.split('/', 1)[0] ?? '') ? 'web-identity' : 'unknown';
  if (arn.service !== 'iam' || arn.region !== '' || !isAccountId(arn.account)) return 'unknown';
  if (/^saml-provider\/./.test(arn.resource)) return 'saml';
  return /^oidc-provider\/./.test(arn.resource) ? 'web-identity' : 'unknown';
}

/** Labels with dots between them: `ec2.amazonaws.com`. */
export function isHostName(text: string): boolean {
  const labels = text.split('.');
  return labels.length > 1 && labels.every((label) => /^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/.test(label));
}
