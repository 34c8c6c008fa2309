import { COMPARISON_FORMATS, renderComparison } from '../../../reports/claim/index.js';
import { comparePolicies, comparePrincipals, type ComparedSide } from '../../explain/index.js';
import { PolicyGraph } from '../../graph/index.js';
import { type Comparison, type PolicyDocument, type PolicyType } from '../../model/index.js';
import { normalize } from '../../normalizers/index.js';
import type { CompareArguments } from '../arguments.js';
import { EXIT, UserError, type ExitStatus } from '../errors.js';
import type { FailOnAccess } from '../fail-on.js';
import { readRecordedAt } from '../input.js';
import { outputs, writeOutputs } from '../output.js';
import { readReadablePolicy } from '../policy-files.js';

export async function runCompare(
  old: string,
  proposed: string,
  { principal, type, failOn, ...options }: CompareArguments,
): Promise<ExitStatus> {
  const wanted = outputs(options, COMPARISON_FORMATS);
  const comparison =
    principal === undefined
      ? await compareFiles(old, proposed, type)
      : comparePrincipals(await readSide(old), await readSide(proposed), principal);
  await writeOutputs(wanted, (format, page) => renderComparison(format, comparison, page));
  return statusOf(comparison, failOn);
}

async function compareFiles(
  old: string,
  proposed: string,
  type: PolicyType | undefined,
): Promise<Comparison> {
  if (old === '-' && proposed === '-') {
    throw new UserError('Both policies cannot come from standard input.', 'Name a file for one of them.');
  }
  const before = await readReadablePolicy(old, type);
  const after = await readReadablePolicy(proposed, type);
  // The elements of a policy without statements tell nothing of its type.
  if (before.statements.length === 0) return comparePolicies({ ...before, type: after.type }, after);
  if (after.statements.length === 0) return comparePolicies(before, { ...after, type: before.type });
  checkTypes(before, after);
  return comparePolicies(before, after);
}

function checkTypes(before: PolicyDocument, after: PolicyDocument): void {
  if (before.type === after.type) return;
  throw new UserError(
    `The two are not policies of one type: ${before.name} looks like the type ${before.type}, ${after.name} like ${after.type}.`,
    'Compare policies of one type, or say with --type what both are.',
  );
}

async function readSide(path: string): Promise<ComparedSide> {
  return { name: path, graph: new PolicyGraph(normalize(await readRecordedAt(path))) };
}

function statusOf(comparison: Comparison, failOn: FailOnAccess | undefined): ExitStatus {
  const watched = watchedClaims(comparison, failOn);
  if (watched.some(({ verdict }) => verdict === 'refuted')) return EXIT.findings;
  if (watched.every(({ verdict }) => verdict === 'proved')) return EXIT.clean;
  process.stderr.write(
    `iamlint: The access that --fail-on ${failOn ?? ''} asks for could not be ruled out.\n`,
  );
  return EXIT.incomplete;
}

function watchedClaims({ newAccess, lostAccess }: Comparison, failOn: FailOnAccess | undefined) {
  switch (failOn) {
    case undefined:
      return [];
    case 'new-access':
      return [newAccess];
    case 'lost-access':
      return [lostAccess];
    case 'any':
      return [newAccess, lostAccess];
  }
}
