import { rules as lintRules } from '../lint-rules/index.js';
import { PolicyGraph } from './graph/index.js';
import {
  applyExceptions,
  compareToBaseline,
  exceptionRules,
  lint,
  selectRules,
  type Baseline,
  type LintOptions,
  type Rule,
} from './linter/index.js';
import { catalogueDate } from './model/catalogue/index.js';
import {
  REPORT_SCHEMA_VERSION,
  type AuditReport,
  type AuditedAccount,
  type Exception,
  type PolicyDocument,
  type Preset,
  type Snapshot,
  type SnapshotText,
} from './model/index.js';
import { normalize } from './normalizers/index.js';
import type { CollectOptions } from './collectors/index.js';
import { version } from './version.js';

export * from './model/index.js';
export {
  decide,
  evaluate,
  parseRequester,
  possibleDecisions,
  type EvaluateOptions,
} from './evaluator/index.js';
export * from './graph/index.js';
export * from './normalizers/index.js';
export * from './snapshot/index.js';
export {
  baselineOf,
  defineRule,
  lint,
  selectRules,
  type Baseline,
  type Rule,
  type RuleContext,
  type RuleMeta,
  type RuleSetting,
} from './linter/index.js';
export { REPORT_FORMATS, renderReport, type ReportFormat } from '../reports/index.js';
export {
  describeDenial,
  explain,
  explainDenial,
  parseDenial,
  QuestionError,
  whatCan,
  whoCan,
  type Denial,
  type Question,
  type WhoCanQuestion,
} from './explain/index.js';
export { ACCESS_FORMATS, renderAccess, type AccessFormat } from '../reports/access/index.js';
export {
  EXPLANATION_FORMATS,
  renderExplanation,
  type ExplanationFormat,
} from '../reports/explanation/index.js';
export {
  accessNotGranted,
  equivalent,
  noEffect,
  noLostAccess,
  noNewAccess,
  notPublic,
  reachable,
  type Access,
  type PrincipalAccess,
  type PublicMeaning,
  type Scope,
} from './prover/index.js';
export { comparePolicies, comparePrincipals, type ComparedSide } from './explain/index.js';
export { COMPARISON_FORMATS, renderComparison, type ComparisonFormat } from '../reports/claim/index.js';
export { version };

/** Every rule, by id, those about exceptions among them. */
export const rules: readonly Rule[] = [...lintRules, ...exceptionRules].sort((a, b) =>
  a.meta.id < b.meta.id ? -1 : 1,
);

export interface AuditOptions extends Pick<LintOptions, 'ruleOptions' | 'trustedAccounts'> {
  /** What the choice of rules started from. Without this and `rules` those of `recommended` run. */
  readonly preset?: Preset;
  /** The rules to run, instead of those of the preset. */
  readonly rules?: readonly Rule[];
  readonly exceptions?: {
    readonly list: readonly Exception[];
    /** The day in UTC, on which it depends which of them have expired: `2026-12-31`. */
    readonly today: string;
  };
  /** Findings that are known, such as those of an earlier report: the others are marked as new. */
  readonly baseline?: Baseline;
}

/** Audits what a snapshot holds. Pure: the same snapshot gives the same report. */
export function audit(input: SnapshotText, options: AuditOptions = {}): AuditReport {
  const graph = new PolicyGraph(normalize(input));
  return judge(graph, options, { accounts: auditedAccounts(graph), policyFiles: 0 });
}

/** Judges policies that belong to no account, by the rules that look at one document. */
export function lintPolicies(documents: readonly PolicyDocument[], options: AuditOptions = {}): AuditReport {
  const graph = new PolicyGraph({ accounts: [], organization: undefined, coverageGaps: [] });
  return judge(graph, { ...options, documents }, { accounts: [], policyFiles: documents.length });
}

/** Reads an account from AWS. Loads the AWS SDK, which nothing else here does. */
export async function collect(options: CollectOptions): Promise<Snapshot> {
  const collectors = await import('./collectors/index.js');
  return collectors.collect(options);
}

function judge(
  graph: PolicyGraph,
  options: AuditOptions & LintOptions,
  judged: Pick<AuditReport, 'accounts' | 'policyFiles'>,
): AuditReport {
  const { baseline, exceptions = { list: [], today: '' } } = options;
  const { coverageGaps } = graph;
  const { preset, active } = selection(options);
  const { findings, hiddenFindings } = applyExceptions(lint(graph, active, options), exceptions.list, {
    today: exceptions.today,
    rules: active,
    accounts: judged.accounts.map(({ id }) => id),
    complete: coverageGaps.length === 0,
  });
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool: { name: 'iamlint', version, catalogueDate: catalogueDate() },
    ...judged,
    ...(preset && { preset }),
    rules: active.map(({ meta: { id, description, severity, confidence, remediation, references } }) => ({
      id,
      description,
      severity,
      confidence,
      remediation,
      references,
    })),
    findings: baseline ? compareToBaseline(findings, baseline) : findings,
    hiddenFindings,
    coverageGaps,
  };
}

/** The rules that run, without those about exceptions where there is none, and the preset that they come from. */
function selection({ exceptions, preset, rules: chosen }: AuditOptions): {
  readonly preset: Preset | undefined;
  readonly active: readonly Rule[];
} {
  const idle = exceptions?.list.length ? [] : exceptionRules.map(({ meta }) => meta.id);
  const selected = chosen ?? selectRules(rules, preset ?? 'recommended');
  return {
    preset: chosen ? preset : (preset ?? 'recommended'),
    active: selected.filter(({ meta }) => !idle.includes(meta.id)),
  };
}

function auditedAccounts(graph: PolicyGraph): readonly AuditedAccount[] {
  const names = new Map(graph.organization?.accounts.map(({ Id, Name }) => [Id, Name]));
  const documents = new Map<string, number>();
  for (const document of graph.documents()) {
    const account = graph.accountOf(document);
    documents.set(account, (documents.get(account) ?? 0) + 1);
  }
  return graph.accounts.map((account) => {
    const name = names.get(account.id);
    return {
      id: account.id,
      partition: account.partition,
      ...(name !== undefined && { name }),
      users: account.users.length,
      groups: account.groups.length,
      roles: account.roles.length,
      managedPolicies: account.policies.length,
      buckets: account.buckets.length,
      policyDocuments: documents.get(account.id) ?? 0,
    };
  });
}
