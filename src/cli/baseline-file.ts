import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { baselineOf, type Baseline } from '../linter/index.js';
import { REPORT_SCHEMA_VERSION } from '../model/index.js';
import { UserError } from './errors.js';
import { save } from './output.js';

const schema = v.object({
  schemaVersion: v.number(),
  findings: v.array(
    v.object({ ruleId: v.string(), account: v.string(), subject: v.string(), fingerprint: v.string() }),
  ),
});

/** Reads a baseline, or a JSON report as one. Without it everything would be new, so a missing file is an error. */
export async function readBaseline(path: string): Promise<Baseline> {
  const { success, output } = v.safeParse(schema, await readJson(path));
  if (!success) {
    throw new UserError(
      `${path} is neither a baseline nor a JSON report of iamlint.`,
      'Write one with iamlint baseline write FILE.',
    );
  }
  if (output.schemaVersion > REPORT_SCHEMA_VERSION) {
    throw new UserError(`${path} was written by a newer iamlint.`, 'Update iamlint, or write it again.');
  }
  return output;
}

async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw new UserError(
      `The baseline ${path} could not be read.`,
      'Check the path, or write it with iamlint baseline write FILE.',
    );
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** One finding on each line, in a fixed order, so that a review sees what was added. */
export async function writeBaseline(path: string, baseline: Baseline): Promise<void> {
  const lines = baselineOf(baseline).findings.map((entry) => `    ${JSON.stringify(entry)}`);
  const findings = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  const text = `{\n  "schemaVersion": ${REPORT_SCHEMA_VERSION},\n  "findings": ${findings}\n}\n`;
  await save(path, text);
}
