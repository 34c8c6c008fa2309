import type { Rule } from '../../src/linter/index.js';
import type { Finding, PolicyType } from '../../src/model/index.js';
import { document, type StatementExample } from './identities.js';
import { lintPolicy } from './rules.js';

/** What a rule says of statements, each finding as `messageId text-that-is-underlined`, in the order of the text. */
export function told(
  rule: Rule,
  statements: StatementExample | readonly StatementExample[],
  type: PolicyType = 'identity-based',
): readonly string[] {
  return toldOf(rule, document(...[statements].flat()), type);
}

/** The same for a whole document. */
export function toldOf(
  rule: Rule,
  policy: string | Readonly<Record<string, unknown>>,
  type: PolicyType = 'identity-based',
): readonly string[] {
  return inOrder(lintPolicy(policy, type, rule)).map(
    (finding) => `${finding.messageId} ${underlined(finding)}`,
  );
}

/** The text at the first place of a finding; of several lines the first. */
export function underlined({ locations: [{ location, excerpt }] }: Finding): string {
  const { start, end } = location.span;
  return (excerpt[0] ?? '').slice(start.column, start.line === end.line ? end.column : undefined);
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const offset = ({ locations: [{ location }] }: Finding) => location.span.start.offset;
  return findings.toSorted((a, b) => offset(a) - offset(b));
}
