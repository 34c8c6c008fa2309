import { lintPolicies } from '../../index.js';
import type { LintArguments } from '../arguments.js';
import type { ExitStatus } from '../errors.js';
import { readPolicyFiles } from '../policy-files.js';
import { finish, readReportOptions } from '../report.js';

export async function runLint(files: readonly string[], options: LintArguments): Promise<ExitStatus> {
  const reporting = await readReportOptions(options);
  const report = lintPolicies(await readPolicyFiles(files, options.type), reporting.audit);
  // A file that cannot be read is an error above, so what is here is everything.
  return finish(report, reporting, true);
}
