import { audit } from '../../index.js';
import type { AuditArguments } from '../arguments.js';
import type { ExitStatus } from '../errors.js';
import { readInput } from '../input.js';
import { finish, readReportOptions } from '../report.js';

export async function runAudit(options: AuditArguments): Promise<ExitStatus> {
  const reporting = await readReportOptions(options);
  const input = await readInput(options);
  const report = audit(input, reporting.audit);
  return finish(report, reporting, options.allowIncomplete ?? false);
}
