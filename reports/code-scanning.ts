import { gzipSync } from 'node:zlib';
import type { Location, Log, Region, ReportingDescriptor, Result, Run } from 'sarif';

/** GitHub's limits: results are refused above them, not shortened. Sizes of files are in bytes, of texts in UTF-16 code units. */
export const MAX_RUNS = 20;
export const MAX_TEXT = 1_024;
const MAX_RESULTS = 25_000;
const MAX_RULES = 25_000;
const MAX_LOCATIONS = 1_000;
const MAX_NAME = 255;
const MAX_TAGS = 20;
const MAX_GZIPPED = 10_000_000;

/** A relative reference: no scheme, no leading slash, nothing that is not allowed in a URI unencoded. */
const RELATIVE_URI = /^(?:[\w.~!$&'()*+,;=@-]|%[0-9A-Fa-f]{2})(?:[\w.~!$&'()*+,;=@/-]|%[0-9A-Fa-f]{2})*$/;

/**
 * Whether GitHub code scanning will take the file: what it would stumble over, one sentence each; empty where nothing
 * is wrong. The whole upload is refused for one bad result, which is why this is known before the file is written.
 *
 * @see https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
 * @see https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/troubleshoot-sarif-uploads
 */
export function checkCodeScanning(log: Log): readonly string[] {
  const faults = [...logFaults(log)];
  log.runs.forEach((run, index) => {
    for (const fault of runFaults(run)) faults.push(`runs[${index}]${fault}`);
  });
  return faults;
}

function* logFaults(log: Log): Iterable<string> {
  if (log.$schema === undefined) yield '$schema is missing';
  if (log.version !== '2.1.0') yield `version is ${log.version} and not 2.1.0`;
  if (log.runs.length === 0) yield 'there is no run';
  if (log.runs.length > MAX_RUNS) yield `there are more than ${MAX_RUNS} runs`;
  const categories = log.runs.map(({ tool, automationDetails }) => `${tool.driver.name} ${automationDetails?.id ?? ''}`);
  if (new Set(categories).size < categories.length) yield 'two runs have the same tool and category';
  const text = JSON.stringify(log);
  if (text.length > MAX_GZIPPED && gzipSync(text).length > MAX_GZIPPED) {
    yield `the file is larger than ${MAX_GZIPPED} bytes after gzip`;
  }
}
