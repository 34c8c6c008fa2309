import { readFile } from 'node:fs/promises';
import { POLICY_TEST_FORMATS, renderPolicyTests } from '../../../reports/policy-test/index.js';
import { runPolicyTests } from '../../explain/index.js';
import { PolicyGraph } from '../../graph/index.js';
import type { PolicyError, PolicyTestFile } from '../../model/index.js';
import { normalize } from '../../normalizers/index.js';
import { readTestFile } from '../../normalizers/test-file.js';
import type { TestArguments } from '../arguments.js';
import { EXIT, UserError, type ExitStatus } from '../errors.js';
import { readRecorded } from '../input.js';
import { outputs, writeOutputs } from '../output.js';

export async function runTest(names: readonly string[], options: TestArguments): Promise<ExitStatus> {
  const wanted = outputs(options, POLICY_TEST_FORMATS);
  const files = await Promise.all([...new Set(names)].map(readFileOfCases));
  const recorded = await readRecorded(options);
  const graph = recorded && new PolicyGraph(normalize(recorded));
  const runs = files.map((file) => runPolicyTests(file, graph));
  refuse(runs.flatMap(({ errors }) => inOrder(errors)));
  await writeOutputs(wanted, (format, options) => renderPolicyTests(format, runs, options));
  return runs.some(({ results }) => results.some(({ passed }) => !passed)) ? EXIT.findings : EXIT.clean;
}

async function readFileOfCases(file: string): Promise<PolicyTestFile> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new UserError(
      `${file} could not be read.`,
      'Name files that exist; a shell pattern such as tests/*.yaml works.',
    );
  }
  return readTestFile(text, file);
}

function inOrder(errors: readonly PolicyError[]): readonly PolicyError[] {
  return errors.toSorted((a, b) => a.location.span.start.offset - b.location.span.start.offset);
}

const SHOWN_ERRORS = 20;

/** Half a file is not run: what it would have found could be taken for all there is. */
function refuse(errors: readonly PolicyError[]): void {
  if (errors.length === 0) return;
  const lines = errors
    .slice(0, SHOWN_ERRORS)
    .map(({ message, location: { source, span } }) => `${source}:${span.start.line}: ${message}`);
  const more = errors.length - lines.length;
  throw new UserError(
    [...lines, ...(more > 0 ? [`and ${more} more.`] : [])].join('\n'),
    'No case was run. Mend the file, then run it again.',
  );
}
