import { Token, type Account } from '../model/index.js';
import { dayOf, daysSince } from './age.js';

/** A password or an access key that can be used, with the cells of the credential report that tell of it. */
export interface Credential {
  /** As a sentence names it: `console password`, `access key 1`. */
  readonly name: string;
  /** When it was made or last changed. Undefined where the report does not say. */
  readonly changed: Token | undefined;
  /** When it was last used; a text that is no date where it never was. Undefined where the report does not say. */
  readonly used: Token | undefined;
}

/** What the credential report says of a user. */
export interface Credentials {
  /** Undefined where there is none that can be used. */
  readonly password: Credential | undefined;
  /** The active ones. */
  readonly accessKeys: readonly Credential[];
  /** The cell that says whether an MFA device is assigned. */
  readonly mfa: Token | undefined;
  /** When the user was made. */
  readonly created: Token | undefined;
}

/** Columns of the credential report that are about one credential. */
interface Columns {
  readonly name: string;
  readonly enabled: string;
  readonly changed: string;
  readonly used: string;
}

const PASSWORD: Columns = {
  name: 'console password',
  enabled: 'password_enabled',
  changed: 'password_last_changed',
  used: 'password_last_used',
};

const ACCESS_KEYS = [1, 2].map((number): Columns => ({
  name: `access key ${number}`,
  enabled: `access_key_${number}_active`,
  changed: `access_key_${number}_last_rotated`,
  used: `access_key_${number}_last_used_date`,
}));

/**
 * The credentials of a user. Undefined where the report was not read or has no such row: nothing can be said of them
 * then.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export function credentialsOf(account: Account, arn: string): Credentials | undefined {
  const cell = rowOf(account, arn);
  if (cell === undefined) return undefined;
  const credential = ({ name, enabled, changed, used }: Columns): Credential[] =>
    isOn(cell(enabled)) ? [{ name, changed: cell(changed), used: cell(used) }] : [];
  return {
    password: credential(PASSWORD)[0],
    accessKeys: ACCESS_KEYS.flatMap(credential),
    mfa: cell('mfa_active'),
    created: cell('user_creation_time'),
  };
}

/** Since when nobody has used a credential. */
export interface IdleCredential {
  /** The cell with the last use, or with the time when the credential was made where there was none. */
  readonly since: Token;
  readonly day: string;
  readonly everUsed: boolean;
}

/** Undefined for a credential that was used in the last `days` days, that is younger, or of which that is not known. */
export function idleCredential(
  account: Account,
  { changed, used }: Credential,
  days: number,
): IdleCredential | undefined {
  if (used === undefined) return undefined;
  const everUsed = dayOf(used.value) !== undefined;
  const since = everUsed ? used : changed;
  const idle = daysSince(account, since?.value);
  const day = dayOf(since?.value);
  if (since === undefined || day === undefined || idle === undefined || idle <= days) return undefined;
  return { since, day, everUsed };
}

/** What AWS says of the root user, each where it says so; undefined what was not read. */
export interface RootUser {
  readonly arn: string;
  readonly password: Token | undefined;
  readonly mfa: Token | undefined;
  readonly accessKey: Token | undefined;
  readonly certificate: Token | undefined;
  /** When its password and its access keys were last used. */
  readonly uses: readonly { readonly name: string; readonly date: Token }[];
}

/**
 * The root user by the account's summary, which is of the moment, and by the credential report where there is none.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html
 */
export function rootUserOf(account: Account): RootUser {
  const { partition, id, detail, token } = account;
  const arn = `arn:${partition}:iam::${id}:root`;
  const cell = rowOf(account, arn) ?? (() => undefined);
  const summary = (key: string) => {
    const value = detail.SummaryMap?.[key];
    return value === undefined ? undefined : new Token(String(value), ['SummaryMap', key], token.source);
  };
  const either = (columns: readonly string[]) => {
    const cells = columns.map(cell);
    return cells.find(isOn) ?? cells[0];
  };
  return {
    arn,
    password: summary('AccountPasswordPresent') ?? cell('password_enabled'),
    mfa: summary('AccountMFAEnabled') ?? cell('mfa_active'),
    accessKey: summary('AccountAccessKeysPresent') ?? either(ACCESS_KEYS.map(({ enabled }) => enabled)),
    certificate: summary('AccountSigningCertificatesPresent') ?? either(['cert_1_active', 'cert_2_active']),
    uses: [PASSWORD, ...ACCESS_KEYS].flatMap(({ name, used }) => {
      const date = cell(used);
      return date ? [{ name, date }] : [];
    }),
  };
}

/** Whether AWS says yes: `true` in a report, `TRUE` in the documentation of it, a number in a summary. */
export function isOn(token: Token | undefined): boolean {
  return token !== undefined && /^(true|[1-9][0-9]*)$/i.test(token.value);
}

/** Whether AWS says no. Neither yes nor no: what was not read, and `not_supported`. */
export function isOff(token: Token | undefined): boolean {
  return token !== undefined && /^(false|0)$/i.test(token.value);
}

const indexes = new WeakMap<Account, ReadonlyMap<string, number>>();

/** The cells of a row by their columns. */
function rowOf(account: Account, arn: string): ((column: string) => Token | undefined) | undefined {
  const rows = account.activity.CredentialReport ?? [];
  const known = indexes.get(account);
  const index = known ?? new Map(rows.map((row, position) => [row.arn ?? '', position]));
  if (!known) indexes.set(account, index);
  const position = index.get(arn);
  const row = position === undefined ? undefined : rows[position];
  if (position === undefined || row === undefined) return undefined;
  return (column) => {
    const value = row[column];
    const path = ['CredentialReport', position, column];
    return value === undefined ? undefined : new Token(value, path, account.activityText);
  };
}
