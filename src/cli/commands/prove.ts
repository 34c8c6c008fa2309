import { renderReport } from '../../../reports/index.js';
import { renderProofs } from '../../../reports/claim/index.js';
import { auditOfProofs, prove, type Claims } from '../../explain/index.js';
import { catalogueDate } from '../../model/catalogue/index.js';
import type { ProofReport } from '../../model/index.js';
import { version } from '../../version.js';
import type { ProveArguments } from '../arguments.js';
import { EXIT, UserError, type ExitStatus } from '../errors.js';
import { outputs, writeOutputs } from '../output.js';
import { readReadablePolicy } from '../policy-files.js';

const PROOF_FORMATS = ['text', 'json', 'sarif'] as const;

export async function runProve(files: readonly string[], options: ProveArguments): Promise<ExitStatus> {
  const wanted = outputs(options, PROOF_FORMATS);
  const claims = claimsOf(options);
  const documents = await Promise.all(
    [...new Set(files)].map((file) => readReadablePolicy(file, options.type)),
  );
  const report = prove(documents, claims);
  await writeOutputs(wanted, (format, page) =>
    format === 'sarif' ? renderReport(format, auditOf(report)) : renderProofs(format, report, page),
  );
  return statusOf(report);
}

function claimsOf({ notGranted, on, notPublic, meaning }: ProveArguments): Claims {
  if (notGranted === undefined && on !== undefined) {
    throw new UserError(
      '--on says for which resources actions are not granted, and no actions are given.',
      "Give them with --not-granted; '*' means all.",
    );
  }
  if (notGranted === undefined && notPublic !== true) {
    throw new UserError(
      'prove needs to know what to prove.',
      "Give --not-granted with actions, such as 'iam:PassRole,s3:*', or --not-public.",
    );
  }
  return {
    ...(notGranted && { notGranted: { actions: notGranted, ...(on && { resources: on }) } }),
    ...(notPublic === true && { notPublic: meaning }),
  };
}

function auditOf(report: ProofReport) {
  return auditOfProofs(report, { name: 'iamlint', version, catalogueDate: catalogueDate() });
}

/** What is refuted stays refuted, whatever else could not be decided. */
function statusOf({ proofs }: ProofReport): ExitStatus {
  if (proofs.some(({ verdict }) => verdict === 'refuted')) return EXIT.findings;
  const open = proofs.filter(({ verdict }) => verdict === 'undecided').length;
  if (open === 0) return EXIT.clean;
  process.stderr.write(
    `iamlint: ${open} ${open === 1 ? 'claim' : 'claims'} could not be decided, which is no proof.\n`,
  );
  return EXIT.incomplete;
}
