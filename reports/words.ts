import {
  parseArn,
  POLICY_TYPE_NAMES,
  SEVERITIES,
  type AuditedAccount,
  type AuditReport,
  type Exception,
  type Finding,
  type FindingStep,
  type HiddenFinding,
} from '../src/model/index.js';
import type { Cause } from './grouping.js';

/** `1 finding`, `2,000 findings`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
}

/** The first of `items`, and how many there are besides. */
export function firstOf(items: readonly string[], shown: number): readonly string[] {
  const rest = items.length - shown;
  return rest > 0 ? [...items.slice(0, shown), `and ${rest.toLocaleString('en-US')} more`] : items;
}

/** `2 critical, 1 low`. */
function severityCounts(findings: readonly Finding[]): string {
  return SEVERITIES.flatMap((severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return number > 0 ? [`${number.toLocaleString('en-US')} ${severity}`] : [];
  }).join(', ');
}

/** What was found, in one sentence that never makes more of silence than there is to it. */
export function verdict(report: AuditReport, causes: readonly Cause[]): string {
  const { coverageGaps, findings } = report;
  if (findings.length > 0) {
    const found = `${count(findings.length, 'finding')} from ${count(causes.length, 'cause')}`;
    return `${found}: ${severityCounts(findings)}.${newCount(findings)}`;
  }
  if (judged(report) === 0) {
    return 'Nothing was judged: no policy document was read.';
  }
  return coverageGaps.length > 0 ? 'No findings in what could be read.' : 'No findings.';
}

/** How much exceptions hide, in one sentence; empty where they hide nothing. */
export function hiddenCount({ hiddenFindings }: AuditReport): string {
  return hiddenFindings.length === 0 ? '' : `Exceptions hide ${count(hiddenFindings.length, 'finding')}.`;
}

/** What an exception hides and why, in one line: `2 findings until 2026-12-31: The vendor moves out.` */
export function hiddenLine([{ exception }, ...more]: readonly [HiddenFinding, ...HiddenFinding[]]): string {
  return `${count(more.length + 1, 'finding')} until ${exception.expires}: ${exception.reason}`;
}

/** What an exception is for: `trust/no-account-root on 'arn:aws:iam::111122223333:role/x'`. */
export function exceptionTarget({ rule, subject, fingerprint }: Exception): string {
  return [
    ...(rule === undefined ? [] : [rule]),
    ...(subject === undefined ? [] : [`on '${subject}'`]),
    ...(fingerprint === undefined ? [] : [`with the fingerprint ${fingerprint}`]),
  ].join(' ');
}

/** How many findings the baseline lacks, in one sentence after another; empty where there is no baseline. */
function newCount(findings: readonly Finding[]): string {
  if (!findings.some(({ baselineState }) => baselineState)) return '';
  const number = findings.filter(({ baselineState }) => baselineState === 'new').length;
  return number === 0 ? ' None of them is new.' : ` ${number.toLocaleString('en-US')} of them new.`;
}

/** What the baseline says of a cause: `new`, `known`, `2 of 5 findings are new`; undefined where there is none. */
export function baselineNote({ findings, known }: Cause): string | undefined {
  if (!findings[0].baselineState) return undefined;
  if (known === findings.length) return 'known';
  return known === 0 ? 'new' : `${findings.length - known} of ${findings.length} findings are new`;
}

/** Whether there is nothing to report and it is known that there is nothing. */
export function isClean(report: AuditReport): boolean {
  return report.findings.length === 0 && report.coverageGaps.length === 0 && judged(report) > 0;
}

function judged({ accounts, policyFiles }: AuditReport): number {
  return total(accounts, 'policyDocuments') + policyFiles;
}

/** What was not read, in one sentence; empty where everything was. */
export function incompleteness({ coverageGaps }: AuditReport): string {
  return coverageGaps.length === 0
    ? ''
    : `The audit is incomplete: ${count(coverageGaps.length, 'coverage gap')}. What depends on what could not be read was not judged.`;
}

/** What was looked at, in one sentence. */
export function scope({
  accounts,
  policyFiles,
  preset,
  rules,
}: Pick<AuditReport, 'accounts' | 'policyFiles' | 'preset' | 'rules'>): string {
  const judges = count(rules.length, 'rule') + (preset === undefined ? '' : ` (preset ${preset})`);
  if (policyFiles > 0) return `${judges} looked at ${count(policyFiles, 'policy file')}.`;
  if (accounts.length === 0) return `${judges} ran. No account was read.`;
  const documents = count(total(accounts, 'policyDocuments'), 'policy document');
  return `${judges} looked at ${documents} in ${count(accounts.length, 'account')}.`;
}

const COUNTED = ['users', 'groups', 'roles', 'managedPolicies', 'buckets', 'policyDocuments'] as const;

/** The accounts table: a header, then the accounts with the most findings first, then one row for those not shown. */
export function accountTable(report: AuditReport, shown: number): readonly (readonly string[])[] {
  const findings = countByAccount(report.findings);
  const gaps = countByAccount(report.coverageGaps);
  const row = (name: string, accounts: readonly AuditedAccount[]): readonly string[] => [
    name,
    ...[
      ...COUNTED.map((property) => total(accounts, property)),
      ...[findings, gaps].map((of) => accounts.reduce((sum, { id }) => sum + (of.get(id) ?? 0), 0)),
    ].map((number) => number.toLocaleString('en-US')),
  ];
  const ranked = [...report.accounts].sort((a, b) => (findings.get(b.id) ?? 0) - (findings.get(a.id) ?? 0));
  const rest = ranked.slice(shown);
  return [
    ['Account', 'Users', 'Groups', 'Roles', 'Policies', 'Buckets', 'Documents', 'Findings', 'Gaps'],
    ...ranked.slice(0, shown).map((account) => row(accountName(account), [account])),
    ...(rest.length > 0 ? [row(count(rest.length, 'other account'), rest)] : []),
  ];
}

/** `identity-based policy 'X', attached to group/admins, of which user/alice is a member`. */
export function originOf({ policyType, policy, owner, via }: FindingStep): string {
  const type = POLICY_TYPE_NAMES[policyType];
  const [subject = '', ...between] = via.map(shortName);
  const holder = between.at(-1) ?? subject;
  const direct = between.length === 0;
  switch (policyType) {
    case 'identity-based': {
      const held = isManagedPolicy(owner) ? 'attached to' : 'embedded in';
      const member = holder.startsWith('group/')
        ? `, of which ${subject} is a member`
        : ` (${[subject, ...between].join(' > ')})`;
      return `${type} '${policy}', ${held} ${holder}${direct ? '' : member}`;
    }
    case 'service-control':
    case 'resource-control':
      return `${type} '${policy}', attached to ${holder}${direct ? '' : `, which governs ${subject}`}`;
    case 'permissions-boundary':
      return `${type} '${policy}' of ${subject}`;
    case 'role-trust':
    case 'resource-based':
      return `${type} of ${shortName(owner)}`;
    case 'session':
    case 'vpc-endpoint':
      return `${type} '${policy}'`;
  }
}

/** The resource field of an ARN, which says what kind of thing it names; a text that is no ARN as it is. */
export function shortName(name: string): string {
  return parseArn(name)?.resource ?? name;
}

function isManagedPolicy(arn: string): boolean {
  return shortName(arn).startsWith('policy/');
}

function accountName({ id, name }: AuditedAccount): string {
  return name === undefined ? id : `${id} (${name})`;
}

function total(accounts: readonly AuditedAccount[], property: (typeof COUNTED)[number]): number {
  return accounts.reduce((sum, account) => sum + account[property], 0);
}

function countByAccount(items: readonly { readonly account: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { account } of items) counts.set(account, (counts.get(account) ?? 0) + 1);
  return counts;
}
