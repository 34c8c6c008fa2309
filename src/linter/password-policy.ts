import { Token, type Account } from '../model/index.js';

/** Where the account's password policy stands, or a setting of it that it has. */
export function passwordPolicyPlace({ detail, token }: Account, setting?: string): Token {
  const value = setting === undefined ? undefined : detail.PasswordPolicy?.[setting];
  return setting === undefined || value === undefined
    ? new Token('', ['PasswordPolicy'], token.source)
    : new Token(JSON.stringify(value), ['PasswordPolicy', setting], token.source);
}
