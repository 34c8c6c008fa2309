import { gzipSync } from 'node:zlib';
import type { Location, Log, Region, ReportingDescriptor, Result, Run } from 'sarif';

/** GitHub refuses what is above these. Texts are counted in UTF-16 code units, the file in bytes. */
export const MAX_RUNS = 20;
export const MAX_TEXT = 1_024;
const MAX_RESULTS = 25_000;
const MAX_RULES = 25_000;
const MAX_LOCATIONS = 1_000;
const MAX_NAME = 255;
const MAX_TAGS = 20;
const MAX_GZIPPED = 10_000_000;

/** The characters of a relative reference that may stand in a URI as they are. A colon could end a scheme. */
const RELATIVE_URI = /^(?:[\w.~!$&'()*+,;=@/-]|%[0-9A-Fa-f]{2})+$/;

const LEVELS: readonly (string | undefined)[] = ['error', 'warning', 'note', 'none'];

/**
 * Whether GitHub code scanning will take the file: what it would stumble over, one phrase each; empty where nothing is
 * wrong. One bad result makes GitHub refuse the whole upload, which is why this is known before the file is written.
 *
 * @see https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
 */
export function checkCodeScanning(log: Log): readonly string[] {
  return [...logFaults(log), ...prefixed('runs', log.runs, runFaults)];
}

function* logFaults(log: Log): Iterable<string> {
  if (log.$schema === undefined) yield '$schema is missing';
  if (log.runs.length === 0) yield 'runs is empty';
  if (log.runs.length > MAX_RUNS) yield `runs has more than ${MAX_RUNS}`;
  const keys = log.runs.map(
    ({ tool, automationDetails }) => `${tool.driver.name}\n${automationDetails?.id ?? ''}`,
  );
  if (new Set(keys).size < keys.length) yield 'two runs have the same tool and category';
  const text = JSON.stringify(log);
  // One UTF-16 code unit is at most three bytes of UTF-8.
  if (text.length * 3 > MAX_GZIPPED && gzipSync(text).length > MAX_GZIPPED) {
    yield `the file has more than ${MAX_GZIPPED} bytes after gzip`;
  }
}

function* runFaults(run: Run): Iterable<string> {
  const { name, rules } = run.tool.driver;
  if (name === '') yield '.tool.driver.name is empty';
  if (rules === undefined) yield '.tool.driver.rules is missing';
  else if (rules.length > MAX_RULES) yield `.tool.driver.rules has more than ${MAX_RULES}`;
  yield* prefixed('.tool.driver.rules', rules ?? [], ruleFaults);

  if (!run.automationDetails?.id?.includes('/')) yield '.automationDetails.id names no category';

  if (run.results === undefined) yield '.results is missing';
  else if (run.results.length > MAX_RESULTS) yield `.results has more than ${MAX_RESULTS}`;
  yield* prefixed('.results', run.results ?? [], (result) => resultFaults(result, rules ?? []));
}

function* ruleFaults(rule: ReportingDescriptor): Iterable<string> {
  if (rule.id === '') yield '.id is empty';
  if ((rule.name ?? '').length > MAX_NAME) yield `.name is longer than ${MAX_NAME}`;
  yield* textFaults('.shortDescription', rule.shortDescription?.text, MAX_TEXT);
  yield* textFaults('.fullDescription', rule.fullDescription?.text, MAX_TEXT);
  yield* textFaults('.help', rule.help?.text);
  if (!LEVELS.includes(rule.defaultConfiguration?.level)) yield '.defaultConfiguration.level is not a level';

  const tags = rule.properties?.tags ?? [];
  if (tags.length > MAX_TAGS) yield `.properties.tags has more than ${MAX_TAGS}`;
  // Without the tag GitHub does not look at the security severity.
  if (!tags.includes('security')) yield ".properties.tags does not have 'security'";
  const severity: unknown = rule.properties?.['security-severity'];
  if (typeof severity !== 'string' || !(Number(severity) > 0 && Number(severity) <= 10)) {
    yield '.properties.security-severity is not a number from 0.1 to 10.0 in a string';
  }
}

function* resultFaults(result: Result, rules: readonly ReportingDescriptor[]): Iterable<string> {
  if (result.ruleId === undefined || rules[result.ruleIndex ?? -1]?.id !== result.ruleId) {
    yield `.ruleIndex does not point to the rule ${result.ruleId ?? ''}`;
  }
  yield* textFaults('.message', result.message.text);
  if (!LEVELS.includes(result.level)) yield '.level is not a level';
  if (!result.partialFingerprints?.['primaryLocationLineHash']) {
    yield '.partialFingerprints.primaryLocationLineHash is missing';
  }
  const { locations = [], relatedLocations = [] } = result;
  if (locations.length === 0) yield '.locations is empty';
  if (locations.length + relatedLocations.length > MAX_LOCATIONS) {
    yield `.locations and .relatedLocations have more than ${MAX_LOCATIONS}`;
  }
  yield* prefixed('.locations', locations, locationFaults);
  yield* prefixed('.relatedLocations', relatedLocations, locationFaults);
}

function* locationFaults({ physicalLocation }: Location): Iterable<string> {
  const uri = physicalLocation?.artifactLocation?.uri;
  if (uri === undefined) yield ' has no uri';
  else if (!RELATIVE_URI.test(uri) || uri.startsWith('/') || uri.split('/').includes('..')) {
    yield ` has a uri that is not relative to the repository: ${uri}`;
  }
  if (!isComplete(physicalLocation?.region)) yield ' has no complete region';
}

/** Whether all four borders are there, counted from 1, and the end does not stand before the start. */
function isComplete({ startLine, startColumn, endLine, endColumn }: Region = {}): boolean {
  if (
    startLine === undefined ||
    startColumn === undefined ||
    endLine === undefined ||
    endColumn === undefined
  ) {
    return false;
  }
  if (
    ![startLine, startColumn, endLine, endColumn].every((border) => Number.isInteger(border) && border >= 1)
  ) {
    return false;
  }
  return endLine > startLine || (endLine === startLine && endColumn >= startColumn);
}

function* textFaults(name: string, text: string | undefined, longest = Infinity): Iterable<string> {
  if (text === undefined || text === '') yield `${name}.text is missing`;
  else if (text.length > longest) yield `${name}.text is longer than ${longest}`;
}

function* prefixed<T>(
  name: string,
  items: readonly T[],
  faultsOf: (item: T) => Iterable<string>,
): Iterable<string> {
  for (const [index, item] of items.entries()) {
    for (const fault of faultsOf(item)) yield `${name}[${index}]${fault}`;
  }
}
