import type { Location, Log, Notification, ReportingDescriptor, Result, Run, Suppression } from 'sarif';
import type {
  AuditedAccount,
  AuditReport,
  CoverageGap,
  Evidence,
  Exception,
  Finding,
  HiddenFinding,
  ReportedRule,
  Severity,
} from '../src/model/index.js';
import { checkCodeScanning, MAX_RUNS, MAX_TEXT } from './code-scanning.js';
import { markdownText, relativeUri, sarifText } from './escape.js';
import { excerptLines } from './excerpt.js';
import { clip } from './layout.js';
import { count, originOf, scope, shortName } from './words.js';

/** GitHub takes 25,000 results in a run and shows the 5,000 most severe. */
const SHOWN_RESULTS = 5_000;
const SHOWN_RELATED = 100;
const SHOWN_STEPS = 10;
const LONGEST_PART = 1_000;
const LONGEST_LINE = 200;

const LEVELS = { critical: 'error', high: 'error', medium: 'warning', low: 'note' } as const;

/** Over 9.0 GitHub says critical, from 7.0 high, from 4.0 medium, below that low. */
const SECURITY_SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
};

const PROBLEM_SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'recommendation',
};

const COVERAGE_GAP = {
  id: 'coverage-gap',
  shortDescription: { text: 'Something could not be read, so what depends on it was not judged.' },
};
const RESULTS_OMITTED = {
  id: 'results-omitted',
  shortDescription: { text: 'There are more results than code scanning shows.' },
};

/**
 * The report as SARIF 2.1.0, in the form that GitHub code scanning takes.
 *
 * An account is a run with a category of its own, so that the upload of one account leaves the alerts of another alone.
 * A run without results is written too, since that is what closes alerts. More accounts than GitHub takes runs share
 * one.
 *
 * @throws Error where GitHub would refuse the file: a fault of this project, whatever the report holds.
 * @see https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
 */
export function renderSarif(report: AuditReport): string {
  const log = sarifLog(report);
  const faults = checkCodeScanning(log);
  if (faults.length > 0) {
    throw new Error(
      `GitHub code scanning would refuse this SARIF report: ${faults.slice(0, 10).join('; ')}.`,
    );
  }
  return `${JSON.stringify(log, null, 2)}\n`;
}

function sarifLog(report: AuditReport): Log {
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: partsOf(report).map((part) => sarifRun(part, report)),
  };
}

/** What goes into one run. */
interface Part {
  /** Ends in a slash: code scanning takes what follows the last one for the number of the run. */
  readonly category: string;
  readonly accounts: readonly AuditedAccount[];
  /** Those that nothing hides first. */
  readonly findings: readonly (Finding | HiddenFinding)[];
  readonly coverageGaps: readonly CoverageGap[];
}

/**
 * The first part takes the findings of accounts that were not audited, so that a run is there to close their alerts.
 * Gaps of such accounts, and of no known account, are in every part: nobody can say whom they concern.
 */
function partsOf({ accounts, coverageGaps, hiddenFindings, ...report }: AuditReport): readonly Part[] {
  const findings = [...report.findings, ...hiddenFindings];
  if (accounts.length === 0) return [{ category: 'iamlint/files/', accounts, findings, coverageGaps }];
  if (accounts.length > MAX_RUNS) {
    return [{ category: 'iamlint/organization/', accounts, findings, coverageGaps }];
  }
  const audited = new Set(accounts.map(({ id }) => id));
  return accounts.map((account, index) => ({
    category: `iamlint/${encodeURIComponent(account.partition)}/${encodeURIComponent(account.id)}/`,
    accounts: [account],
    findings: findings.filter(
      (finding) => finding.account === account.id || (index === 0 && !audited.has(finding.account)),
    ),
    coverageGaps: coverageGaps.filter((gap) => gap.account === account.id || !audited.has(gap.account)),
  }));
}

/**
 * `executionSuccessful` is false where something could not be read. Code scanning takes a missing result for a fixed
 * one; a reader that heeds the property keeps the alerts it has, as GitHub does for CodeQL.
 */
function sarifRun(
  { accounts, category, coverageGaps, findings }: Part,
  { policyFiles, preset, rules, tool }: AuditReport,
): Run {
  const selection = preset === undefined ? {} : { preset };
  const ruleIndexes = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    tool: {
      driver: {
        name: tool.name,
        semanticVersion: tool.version,
        rules: rules.map(ruleDescriptor),
        notifications: [COVERAGE_GAP, RESULTS_OMITTED],
        properties: selection,
      },
    },
    automationDetails: {
      id: category,
      description: { text: scope({ accounts, policyFiles, rules, ...selection }) },
    },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: coverageGaps.length === 0,
        toolExecutionNotifications: [
          ...coverageGaps.map(gapNotification),
          ...omittedNotification(findings.length - SHOWN_RESULTS),
        ],
      },
    ],
    results: findings
      .slice(0, SHOWN_RESULTS)
      .map((finding) => sarifResult(finding, ruleIndexes.get(finding.ruleId) ?? -1)),
  };
}

function ruleDescriptor(rule: ReportedRule): ReportingDescriptor {
  const [helpUri] = rule.references;
  const [family = ''] = rule.id.split('/');
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: clip(sentence(rule.description), MAX_TEXT) },
    fullDescription: { text: clip(`${sentence(rule.description)} ${rule.remediation}`, MAX_TEXT) },
    help: {
      text: [rule.remediation, ...rule.references].join('\n'),
      markdown: [markdownText(rule.remediation), '', ...rule.references.map((url) => `- <${url}>`)].join(
        '\n',
      ),
    },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      tags: ['security', 'iam', family],
      precision: rule.confidence,
      'problem.severity': PROBLEM_SEVERITIES[rule.severity],
      'security-severity': SECURITY_SEVERITIES[rule.severity],
    },
  };
}

function sarifResult(finding: Finding | HiddenFinding, ruleIndex: number): Result {
  const [primary, ...related] = finding.locations;
  const relatedLocations = related
    .slice(0, SHOWN_RELATED)
    .map((evidence, index) => ({ id: index + 1, ...sarifLocation(evidence) }));
  return {
    ruleId: finding.ruleId,
    ruleIndex,
    level: LEVELS[finding.severity],
    message: { text: messageText(finding) },
    locations: [
      {
        ...sarifLocation(primary),
        logicalLocations: [
          { name: shortName(finding.subject), fullyQualifiedName: finding.subject, kind: 'resource' },
        ],
      },
    ],
    ...(relatedLocations.length > 0 ? { relatedLocations } : {}),
    partialFingerprints: {
      'iamlint/v1': finding.fingerprint,
      primaryLocationLineHash: `${finding.fingerprint}:1`,
    },
    ...(finding.baselineState ? { baselineState: finding.baselineState } : {}),
    ...('exception' in finding ? { suppressions: [suppression(finding.exception)] } : {}),
    properties: {
      confidence: finding.confidence,
      ...(finding.knownRole !== undefined && { knownRole: finding.knownRole }),
    },
  };
}

/** Code scanning shows a suppressed result like any other; `advanced-security/dismiss-alerts` dismisses its alert. */
function suppression({ declaration, expires, owner, reason, ticket }: Exception): Suppression {
  return {
    kind: 'external',
    status: 'accepted',
    justification: clip(reason, LONGEST_PART),
    location: sarifLocation(declaration),
    properties: { expires, owner, ticket },
  };
}

/** All that GitHub shows of a result. It leaves out logical locations, and has no text where a file is not committed. */
function messageText({ knownRole, locations, message, subject, trace }: Finding): string {
  const [primary, ...related] = locations;
  const links = related
    .slice(0, SHOWN_RELATED)
    .map((evidence, index) => `[${sarifText(clip(placeName(evidence), LONGEST_PART))}](${index + 1})`);
  const more = related.length - links.length;
  const policyText = excerptLines(primary, LONGEST_LINE)
    .map(({ source }) => source.trim())
    .join(' ');
  return [
    ...[
      message,
      `Subject: ${subject}${knownRole === undefined ? '' : `, a known role: ${knownRole}`}`,
      ...trace.slice(0, SHOWN_STEPS).map((step) => `From ${originOf(step)}: ${step.text}`),
      ...(trace.length > SHOWN_STEPS
        ? [`And ${count(trace.length - SHOWN_STEPS, 'more policy', 'more policies')}.`]
        : []),
      ...(policyText === '' ? [] : [`Policy text: ${policyText}`]),
    ].map((part) => sarifText(clip(part, LONGEST_PART))),
    ...(links.length > 0
      ? [`See also: ${links.join(', ')}${more > 0 ? ` and ${count(more, 'more place')}` : ''}.`]
      : []),
  ].join('\n\n');
}

function placeName({ label, location }: Evidence): string {
  return label ?? `${location.source}:${location.span.start.line}`;
}

function sarifLocation({ label, location }: Evidence): Location {
  const { start, end } = location.span;
  return {
    physicalLocation: {
      artifactLocation: { uri: relativeUri(location.source) },
      region: {
        startLine: start.line,
        startColumn: start.column + 1,
        endLine: end.line,
        endColumn: end.column + 1,
      },
    },
    ...(label === undefined || label === ''
      ? {}
      : { message: { text: sarifText(clip(label, LONGEST_PART)) } }),
  };
}

function gapNotification(gap: CoverageGap): Notification {
  const { account, affects, errorCode, message, missingPermission, operation, resource } = gap;
  const permission = missingPermission === undefined ? '' : ` It needs the permission ${missingPermission}.`;
  return {
    descriptor: { id: COVERAGE_GAP.id },
    level: 'error',
    message: {
      text: sarifText(clip(`${message} ${operation} gave ${errorCode}.${permission}`, LONGEST_PART)),
    },
    properties: { account, operation, resource, errorCode, missingPermission, affects },
  };
}

function omittedNotification(omitted: number): readonly Notification[] {
  if (omitted <= 0) return [];
  const text = `Omitted ${count(omitted, 'result')}, the least severe, because code scanning shows no more than ${count(SHOWN_RESULTS, 'result')}. The JSON report has all of them.`;
  return [{ descriptor: { id: RESULTS_OMITTED.id }, level: 'warning', message: { text } }];
}

function pascalCase(id: string): string {
  return id
    .split(/[/-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
