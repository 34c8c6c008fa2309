import { describe, expect, it } from 'vitest';
import noAccessKey from '../../../lint-rules/hygiene/no-root-access-key.js';
import noCertificate from '../../../lint-rules/hygiene/no-root-signing-certificate.js';
import noUse from '../../../lint-rules/hygiene/no-root-use.js';
import requireMfa from '../../../lint-rules/hygiene/require-root-mfa.js';
import type { Rule } from '../../../src/linter/index.js';
import { arn } from '../../support/identities.js';
import { lintAccount } from '../../support/rules.js';

type Summary = Readonly<Record<string, number>>;
type Row = Readonly<Record<string, string>>;

const of = (rule: Rule, SummaryMap?: Summary, row?: Row, GeneratedTime = '2026-03-01T06:00:00Z') =>
  lintAccount(
    {
      Accounts: [{ AccountId: '111122223333', ...(SummaryMap && { SummaryMap }) }],
      Activity: {
        ...(row && { CredentialReport: [{ user: '<root_account>', arn: arn('root'), ...row }] }),
        GeneratedTime,
      },
    },
    rule,
  );

describe.each([
  ['an access key', noAccessKey, 'AccountAccessKeysPresent', 'access_key_1_active', 'access_key_2_active'],
  [
    'a signing certificate',
    noCertificate,
    'AccountSigningCertificatesPresent',
    'cert_1_active',
    'cert_2_active',
  ],
])('%s of the root user', (_, rule, entry, first, second) => {
  it('is found in the summary of the account, and at that place', () => {
    const [finding] = of(rule, { [entry]: 1 });
    expect(finding?.subject).toBe(arn('root'));
    expect(finding?.locations[0].location.path).toEqual(['Accounts', 0, 'SummaryMap', entry].slice(2));
  });

  it('is found in the credential report where there is no summary', () => {
    expect(of(rule, undefined, { [first]: 'TRUE', [second]: 'false' })).toHaveLength(1);
    expect(of(rule, undefined, { [first]: 'false', [second]: 'true' })).toHaveLength(1);
  });

  it('is gone where the summary, which is younger than the report, says so', () => {
    expect(of(rule, { [entry]: 0 }, { [first]: 'true' })).toEqual([]);
  });

  it('is not claimed where nothing was read', () => {
    expect(of(rule)).toEqual([]);
    expect(of(rule, {}, {})).toEqual([]);
    expect(of(rule, {}, { [first]: 'false', [second]: 'false' })).toEqual([]);
  });
});

describe('MFA of the root user', () => {
  it.each<[string, Summary | undefined, Row | undefined, number]>([
    ['is missing', { AccountMFAEnabled: 0, AccountPasswordPresent: 1 }, undefined, 1],
    ['is missing where AWS does not say whether there is a password', { AccountMFAEnabled: 0 }, undefined, 1],
    ['is missing by the report', undefined, { mfa_active: 'false', password_enabled: 'not_supported' }, 1],
    ['is there', { AccountMFAEnabled: 1 }, { mfa_active: 'false' }, 0],
    ['is there by the report', undefined, { mfa_active: 'true' }, 0],
    ['has nothing to protect', { AccountMFAEnabled: 0, AccountPasswordPresent: 0 }, undefined, 0],
    [
      'has nothing to protect by the report',
      undefined,
      { mfa_active: 'false', password_enabled: 'false' },
      0,
    ],
    ['was not read', undefined, undefined, 0],
  ])('%s', (_, summary, row, count) => {
    expect(of(requireMfa, summary, row)).toHaveLength(count);
  });

  it('is of no use in AWS GovCloud (US), where the root user cannot sign in', () => {
    const account = { AccountId: '111122223333', SummaryMap: { AccountMFAEnabled: 0 } };
    expect(lintAccount({ Accounts: [{ ...account, Partition: 'aws-us-gov' }] }, requireMfa)).toEqual([]);
  });
});

describe('use of the root user', () => {
  const used = { password_last_used: '2026-02-20T08:00:00+00:00' };

  it('is found for each credential, at its date', () => {
    const findings = of(noUse, {}, { ...used, access_key_2_last_used_date: '2026-02-27T08:00:00+00:00' });
    expect(findings.map(({ message }) => /used on (.*)\. No/.exec(message)?.[1]).sort()).toEqual([
      '2026-02-20, with its console password',
      '2026-02-27, with its access key 2',
    ]);
  });

  it.each([
    ['long ago', { password_last_used: '2025-11-20T08:00:00+00:00' }],
    ['never', { password_last_used: 'no_information', access_key_1_last_used_date: 'N/A' }],
  ])('%s is none', (_, row) => {
    expect(of(noUse, {}, row)).toEqual([]);
  });

  it('is not dated where the time of the report is not known', () => {
    expect(of(noUse, {}, used, '')).toEqual([]);
    const row = { user: '<root_account>', arn: arn('root'), ...used };
    expect(lintAccount({ Activity: { CredentialReport: [row] } }, noUse)).toEqual([]);
  });
});
