import { readFile } from 'node:fs/promises';
import { text as readStream } from 'node:stream/consumers';
import { lintPolicies } from '../../index.js';
import type { PolicyDocument, PolicyType } from '../../model/index.js';
import { guessPolicyType, parsePolicy } from '../../normalizers/index.js';
import type { LintArguments } from '../arguments.js';
import { UserError, type ExitStatus } from '../errors.js';
import { finish, readReportOptions } from '../report.js';

export async function runLint(files: readonly string[], options: LintArguments): Promise<ExitStatus> {
  const reporting = await readReportOptions(options);
  const documents = await Promise.all([...new Set(files)].map((file) => readPolicyFile(file, options.type)));
  const report = lintPolicies(documents, reporting.audit);
  // A file that cannot be read is an error above, so what is here is everything.
  return finish(report, reporting, true);
}

async function readPolicyFile(file: string, type: PolicyType | undefined): Promise<PolicyDocument> {
  const name = file === '-' ? 'standard input' : file;
  let text: string;
  try {
    text = file === '-' ? await readStream(process.stdin) : await readFile(file, 'utf8');
  } catch {
    throw new UserError(
      `${name} could not be read.`,
      'Name JSON files that exist; a shell pattern such as policies/*.json works.',
    );
  }
  return parsePolicy(text, name, { type: type ?? guessPolicyType(text), owner: name, name });
}
