import { globMatches, globOf } from '../evaluator/glob.js';
import { isAccountId, parseArn, type Exception, type Finding, type HiddenFinding } from '../model/index.js';
import { EXCEPTION_RULES } from './exception-rules.js';
import { fingerprintOf } from './fingerprint.js';
import { compareFindings } from './linter.js';
import { fillMessage, type Rule } from './rule.js';

/** What was judged, and when: what there is to say of an exception depends on it. */
export interface AuditScope {
  /** `2026-12-31`, in UTC. */
  readonly today: string;
  /** Those that ran. */
  readonly rules: readonly Rule[];
  /** Ids of the accounts that were audited; empty where policy files were judged. */
  readonly accounts: readonly string[];
  /** False where something could not be read. */
  readonly complete: boolean;
}

export interface Excepted {
  /** What no exception hides, and what there is to say of the exceptions. */
  readonly findings: readonly Finding[];
  readonly hiddenFindings: readonly HiddenFinding[];
}

/** Nobody has looked at each of more subjects than these. */
const MOST_SUBJECTS = 50;

/** Takes from the findings what exceptions hide, and adds findings about the exceptions themselves. */
export function applyExceptions(
  findings: readonly Finding[],
  exceptions: readonly Exception[],
  scope: AuditScope,
): Excepted {
  const inForce = exceptions.filter((exception) => !isExpired(exception, scope));
  const exceptionsFor = finder(inForce);
  const kept: Finding[] = [];
  const hiddenFindings: HiddenFinding[] = [];
  const subjects = new Map(exceptions.map((exception) => [exception, new Set<string>()]));
  for (const finding of findings) {
    const matching = exceptionsFor(finding);
    const [exception] = matching;
    if (exception) hiddenFindings.push({ ...finding, exception });
    else kept.push(finding);
    for (const used of matching) subjects.get(used)?.add(finding.subject);
  }
  const remarks = [...subjects].flatMap(([exception, { size }]) => [...remarksOn(exception, size, scope)]);
  return { findings: [...kept, ...remarks].sort(compareFindings), hiddenFindings };
}

/** The exceptions that are for a finding, in the order of the configuration. */
function finder(exceptions: readonly Exception[]): (finding: Finding) => readonly Exception[] {
  const globs = new Map(exceptions.map(({ subject = '*' }) => [subject, globOf(subject)]));
  return (finding) =>
    exceptions.filter(({ rule, subject = '*', fingerprint }) => {
      const glob = globs.get(subject);
      return (
        (rule === undefined || rule === finding.ruleId) &&
        (fingerprint === undefined || fingerprint === finding.fingerprint) &&
        glob !== undefined &&
        globMatches(glob, finding.subject)
      );
    });
}

function* remarksOn(exception: Exception, subjects: number, scope: AuditScope): Iterable<Finding> {
  const { expired, unused, broad } = EXCEPTION_RULES;
  const { expires, subject } = exception;
  const remark = (rule: Rule, messageId: string, data = {}): readonly Finding[] => {
    const active = scope.rules.find(({ meta }) => meta.id === rule.meta.id);
    return active ? [remarkOf(active, messageId, exception, data)] : [];
  };
  if (isExpired(exception, scope)) {
    yield* remark(expired, 'expired', { expires });
    return;
  }
  if (subjects === 0 && wasJudged(exception, scope)) {
    yield* remark(unused, subject === undefined ? 'unknownFingerprint' : 'unused');
  }
  if (subject !== undefined && !namesSubject(subject)) yield* remark(broad, 'nothingNamed');
  else if (subjects > MOST_SUBJECTS) yield* remark(broad, 'many', { count: subjects });
}

function remarkOf(
  { meta }: Rule,
  messageId: string,
  exception: Exception,
  data: Readonly<Record<string, string | number>>,
): Finding {
  const { rule, subject, fingerprint, declaration } = exception;
  const what =
    subject === undefined ? `the fingerprint ${fingerprint ?? ''}` : `${rule ?? ''} on '${subject}'`;
  const key = [meta.id, rule ?? '', subject ?? '', fingerprint ?? ''];
  return {
    ruleId: meta.id,
    messageId,
    message: fillMessage(meta.messages[messageId] ?? messageId, { what, ...data }),
    severity: meta.severity,
    confidence: meta.confidence,
    account: '',
    subject: declaration.location.source,
    locations: [declaration],
    trace: [],
    cause: fingerprintOf(key),
    fingerprint: fingerprintOf(key),
  };
}

function isExpired({ expires }: Exception, { today }: AuditScope): boolean {
  return expires < today;
}

/** Whether a finding that the exception is for would have been found. One configuration serves many runs. */
function wasJudged({ rule, subject }: Exception, { rules, accounts, complete }: AuditScope): boolean {
  if (!complete || accounts.length === 0) return false;
  if (rule !== undefined && !rules.some(({ meta }) => meta.id === rule)) return false;
  if (subject === undefined) return true;
  const account = parseArn(subject)?.account ?? '';
  return isAccountId(account) ? accounts.includes(account) : /^(?:arn:|\*)/.test(subject);
}

const TYPES_ALONE = ['', 'user/', 'group/', 'role/', 'policy/'];

/** Whether a pattern says more than of what type its subjects are. */
function namesSubject(pattern: string): boolean {
  const named = parseArn(pattern)?.resource ?? (pattern.startsWith('arn:') ? '' : pattern);
  return !TYPES_ALONE.includes(named.replaceAll(/[*?]/g, ''));
}
