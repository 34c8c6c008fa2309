import { PolicyGraph } from '../../src/graph/index.js';
import { lint, type Rule } from '../../src/linter/index.js';
import type { Finding, Inventory, PolicyType } from '../../src/model/index.js';
import { normalize, parsePolicy } from '../../src/normalizers/index.js';
import { snapshotOf, type AccountExample } from './account-example.js';

const EXAMPLE_URI = 'example.json';

/** Runs one rule over a policy that belongs to no account, as `iamlint lint` does. */
export function lintPolicy(
  policy: string | Readonly<Record<string, unknown>>,
  type: PolicyType,
  rule: Rule,
): readonly Finding[] {
  const document = parsePolicy(textOf(policy), EXAMPLE_URI, { type, owner: EXAMPLE_URI, name: EXAMPLE_URI });
  const graph = new PolicyGraph({ accounts: [], organization: undefined, coverageGaps: [] });
  return lint(graph, [rule], { documents: [document] });
}

/** Runs one rule over the accounts of an example, given as an object or as JSON text. */
export function lintAccount(example: string | AccountExample, rule: Rule): readonly Finding[] {
  const { TrustedAccounts } = parsed(example);
  return lint(new PolicyGraph(inventory(example)), [rule], { trustedAccounts: TrustedAccounts ?? [] });
}

/** The accounts of an example, through the real normalizer; positions are those of the example's text. */
export function inventory(example: string | AccountExample): Inventory {
  return normalize(snapshotOf(parsed(example), textOf(example), EXAMPLE_URI));
}

/** Findings as the pages of the rules show them: one line each, in the order of the text; columns count from 1. */
export function printed(findings: readonly Finding[], { subjects }: { subjects: boolean }): string {
  return findings
    .map(({ locations: [{ location }], severity, message, subject }) => ({
      location,
      severity,
      message,
      subject,
    }))
    .sort((a, b) => a.location.span.start.offset - b.location.span.start.offset)
    .map(({ location, severity, message, subject }) => {
      const { line, column } = location.span.start;
      return `${line}:${column + 1} ${severity} ${message}${subjects ? ` (${subject})` : ''}`;
    })
    .join('\n');
}

function textOf(value: string | object): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function parsed(example: string | AccountExample): AccountExample {
  return typeof example === 'string' ? (JSON.parse(example) as AccountExample) : example;
}
