import { isAccountId, parseArn, type Statement, type Token } from '../model/index.js';

/** A principal of another account than the resource's. */
export interface ForeignPrincipal {
  readonly token: Token;
  readonly account: string;
}

/** Whom of other accounts an Allow names: accounts as a whole, users, roles and sessions. */
export function foreignPrincipals(
  { effect, principal }: Statement,
  owner: string,
): readonly ForeignPrincipal[] {
  if (effect !== 'Allow' || !principal || principal.negated) return [];
  return principal.values.flatMap(({ kind, token }) => {
    const account = isAccountId(token.value) ? token.value : (parseArn(token.value)?.account ?? '');
    return kind === 'AWS' && isAccountId(account) && account !== owner ? [{ token, account }] : [];
  });
}
