import type { Finding, PolicyDocument, Severity, Statement } from '../model/index.js';
import { evidenceAt, parseArn, POLICY_TYPES, policySlot, SEVERITIES } from '../model/index.js';
import type { PolicyGraph } from '../graph/index.js';
import { knownCause, type Surroundings } from './known-roles.js';
import { fingerprintOf } from './fingerprint.js';
import {
  fillMessage,
  type Draft,
  type Place,
  type Rule,
  type RuleContext,
  type RuleFinding,
} from './rule.js';
import type { RuleOptionValue } from './select-rules.js';

export interface LintOptions {
  /** What the configuration says of the rules' options, by rule id and name. */
  readonly ruleOptions?: Readonly<Record<string, Readonly<Record<string, RuleOptionValue>>>>;
  /** Account ids that are trusted besides those of the organization. */
  readonly trustedAccounts?: readonly string[];
  /** Documents to judge instead of those of the graph: policy files that belong to no account. */
  readonly documents?: readonly PolicyDocument[];
}

/** Runs the rules over everything in the graph. The findings come in the order that reports keep. */
export function lint(
  graph: PolicyGraph,
  rules: readonly Rule[],
  options: LintOptions = {},
): readonly Finding[] {
  const trustedAccounts = new Set(options.trustedAccounts);
  const runs = rules.map((rule): Run => {
    const context: RuleContext = {
      graph,
      trustedAccounts,
      options: { ...defaultsOf(rule), ...options.ruleOptions?.[rule.meta.id] },
      finding: (messageId, draft) => ({
        ...draft,
        messageId,
        message: fillMessage(rule.meta.messages[messageId] ?? messageId, draft.data),
      }),
    };
    return { rule, context, found: [] };
  });
  checkDocuments(runs, options.documents ?? graph.documents());
  checkGraph(runs, graph);
  return runs.flatMap(({ rule, context, found }) => complete(context, rule, found)).sort(compareFindings);
}

/** A rule at work, with what it has found so far. */
interface Run {
  readonly rule: Rule;
  readonly context: RuleContext;
  readonly found: RuleFinding[];
}

function defaultsOf({ meta }: Rule): RuleContext['options'] {
  return Object.fromEntries(
    Object.entries(meta.options ?? {}).map(([name, option]) => [name, option.default]),
  );
}

/**
 * One document after the other and all rules over each, since a large account does not fit into the processor's cache.
 */
function checkDocuments(runs: readonly Run[], documents: Iterable<PolicyDocument>): void {
  const reading = runs.filter(
    ({ rule }) => rule.checkDocument ?? rule.checkStatement ?? rule.checkConditions,
  );
  const runsFor = new Map(
    POLICY_TYPES.map((type) => [
      type,
      reading.filter(({ rule }) => rule.meta.policyTypes?.includes(type) ?? true),
    ]),
  );
  for (const document of documents) {
    const { statements } = document;
    const conditional = statements.filter(({ conditions }) => conditions.length > 0);
    for (const { rule, context, found } of runsFor.get(document.type) ?? []) {
      if (rule.checkDocument) collect(rule.checkDocument(document, context), found);
      if (rule.checkStatement) {
        for (const statement of statements) collect(rule.checkStatement(statement, document, context), found);
      }
      if (rule.checkConditions) {
        for (const statement of conditional)
          collect(rule.checkConditions(statement, document, context), found);
      }
    }
  }
}

function checkGraph(runs: readonly Run[], graph: PolicyGraph): void {
  for (const account of graph.accounts) {
    for (const { rule, context, found } of runs) {
      if (rule.checkAccount) collect(rule.checkAccount(account, context), found);
    }
    const ofPrincipals = runs.filter(({ rule }) => rule.checkPrincipal);
    for (const entity of graph.entities(account)) {
      if (isServiceLinked(graph, entity.arn)) continue;
      for (const { rule, context, found } of ofPrincipals) {
        if (rule.checkPrincipal) collect(rule.checkPrincipal(entity, context), found);
      }
    }
  }
  if (!graph.organization) return;
  for (const { rule, context, found } of runs) {
    if (rule.checkOrganization) collect(rule.checkOrganization(graph.organization, context), found);
  }
}

function collect(findings: Iterable<RuleFinding>, found: RuleFinding[]): void {
  for (const finding of findings) found.push(finding);
}

/**
 * Adds to each draft what the linter knows: its subjects, the evidence, a fingerprint that lasts. What is found in a
 * role that AWS or one of its tools made, and that is as it was made, is nobody's mistake: it gets the lowest severity,
 * says what the role is, and shares one cause with all roles of the kind.
 */
function complete(surroundings: Surroundings, rule: Rule, drafts: readonly RuleFinding[]): Finding[] {
  const { graph } = surroundings;
  const ordinals = new Map<string, number>();
  return drafts.flatMap((draft) => {
    const subjects = subjectsOf(graph, draft);
    if (subjects.length === 0) return [];
    const offence = [slotOf(draft), offendingElement(draft), discriminator(draft)];
    const locations: Finding['locations'] = [
      evidenceAt(draft.at),
      ...(draft.related ?? []).map(({ token, label }) => ({ ...evidenceAt(token), label })),
    ];
    return subjects.map((subject): Finding => {
      const key = [rule.meta.id, subject, ...offence];
      const repeat = key.join('\0');
      const ordinal = ordinals.get(repeat) ?? 0;
      ordinals.set(repeat, ordinal + 1);
      const knownRole = knownRoleOf(subject, draft, surroundings);
      return {
        ruleId: rule.meta.id,
        messageId: draft.messageId,
        message: draft.message,
        severity: knownRole === undefined ? rule.meta.severity : 'low',
        confidence: draft.confidence ?? rule.meta.confidence,
        account: accountOf(graph, subject, draft.document),
        subject,
        locations,
        trace: draft.trace ?? [],
        cause: fingerprintOf(
          knownRole === undefined
            ? [rule.meta.id, ...offence, String(ordinal)]
            : [rule.meta.id, draft.messageId, knownRole],
        ),
        fingerprint: fingerprintOf([...key, String(ordinal)]),
        ...(knownRole !== undefined && { knownRole }),
      };
    });
  });
}

function knownRoleOf(subject: string, { document }: Draft, surroundings: Surroundings): string | undefined {
  const entity = surroundings.graph.entity(subject);
  return entity?.kind === 'role' ? knownCause(entity, document, surroundings) : undefined;
}

/** Nobody can change a service-linked role, so nothing about one is worth telling. */
function subjectsOf(graph: PolicyGraph, draft: Draft): readonly string[] {
  return candidates(graph, draft).filter((arn) => !isServiceLinked(graph, arn));
}

function candidates(graph: PolicyGraph, draft: Draft): readonly string[] {
  if (draft.document === undefined) return [draft.subject];
  return draft.subject === undefined ? holders(graph, draft.document) : [draft.subject];
}

function holders(graph: PolicyGraph, document: PolicyDocument): readonly string[] {
  const belongsToAccount = graph.accountOf(document) !== '';
  if (document.type !== 'identity-based' || !belongsToAccount) return [document.owner];
  return graph.holdersOf(document).map(({ arn }) => arn);
}

function isServiceLinked(graph: PolicyGraph, arn: string): boolean {
  const entity = graph.entity(arn);
  return entity?.kind === 'role' && entity.serviceLinked;
}

function accountOf(graph: PolicyGraph, subject: string, document: PolicyDocument | undefined): string {
  return (
    graph.identity(subject)?.account ??
    graph.bucket(subject)?.account ??
    ((document && graph.accountOf(document)) || graph.account(parseArn(subject)?.account ?? '')?.id) ??
    graph.organization?.detail.MasterAccountId ??
    ''
  );
}

function slotOf({ document }: Draft): string {
  return document ? policySlot(document) : '';
}

/** What is wrong, whatever its case and place. A token without a value of its own stands for its whole statement. */
function offendingElement({ at }: Draft): string {
  const element = at.path.findLast((step) => typeof step === 'string') ?? '';
  return `${element}:${at.value.toLowerCase()}`;
}

/** Tells equal elements of two statements apart by the Sid, where that is unique in its document. */
function discriminator({ at, document }: Draft): string {
  if (document === undefined) return '';
  const sid = statementAt(document, at)?.sid?.value;
  if (sid === undefined) return '';
  return document.statements.filter((statement) => statement.sid?.value === sid).length === 1 ? sid : '';
}

function statementAt(document: PolicyDocument, { path: at }: Place): Statement | undefined {
  return document.statements.find(({ token: { path } }) => path.every((step, index) => at[index] === step));
}

/** The order that reports keep: by severity, rule, subject and fingerprint. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    compareText(a.ruleId, b.ruleId) ||
    compareText(a.subject, b.subject) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
