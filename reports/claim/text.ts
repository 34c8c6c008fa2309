import type { Comparison, Proof, ProofReport, Verdict } from '../../src/model/index.js';
import { heading, note, pageFor, type Page, type Style, type TextOptions } from '../page.js';
import { count, firstOf } from '../words.js';
import { accessSections } from './access.js';

const SHOWN_REMARKS = 20;

/** What the change does, then each piece of access that it grants or takes away. */
export function renderComparison(comparison: Comparison, options: TextOptions): string {
  const page = pageFor(options);
  const { old, new: proposed, principal, answer, remarks, newAccess, lostAccess } = comparison;
  const { label, style } = outcomeOf(comparison, page);
  return pageOf([
    [
      ...heading(label, answer, style, page),
      ...(principal === undefined ? [] : note('principal', [principal], ' ', page)),
      ...note('before', [old], ' ', page),
      ...note('now', [proposed], ' ', page),
      ...note('note', firstOf(remarks, SHOWN_REMARKS), ' ', page),
    ],
    ...accessSections(newAccess, GAINED, page.severity.high, page),
    ...accessSections(lostAccess, LOST, page.severity.medium, page),
  ]);
}

const GAINED = { label: 'new access', otherSide: 'before' };
const LOST = { label: 'lost access', otherSide: 'now' };

/** What is certain comes before what is open. */
function outcomeOf({ newAccess, lostAccess }: Comparison, { good, severity }: Page) {
  const verdicts = new Set([newAccess.verdict, lostAccess.verdict]);
  if (newAccess.verdict === 'refuted') return { label: 'new access', style: severity.high };
  if (verdicts.has('refuted')) return { label: 'lost access', style: severity.medium };
  if (verdicts.has('undecided')) return { label: 'undecided', style: severity.medium };
  return { label: 'same access', style: good };
}

/** Each claim with what refutes it, then how many hold. */
export function renderProofs({ proofs, remarks }: ProofReport, options: TextOptions): string {
  const page = pageFor(options);
  return pageOf([
    ...(remarks.length > 0
      ? [
          firstOf(remarks, SHOWN_REMARKS).flatMap((text) =>
            heading('warning', text, page.severity.medium, page),
          ),
        ]
      : []),
    ...proofs.flatMap((proof) => proofSections(proof, page)),
    [summary(proofs, page)],
  ]);
}

function proofSections(proof: Proof, page: Page): readonly (readonly string[])[] {
  const { verdict, claim, answer } = proof;
  return [
    heading(`${verdict}[${claim}]`, answer, VERDICT_STYLES[verdict](page), page),
    ...accessSections(proof, { label: 'access' }, page.severity.high, page),
  ];
}

const VERDICT_STYLES: Readonly<Record<Verdict, (page: Page) => Style>> = {
  proved: ({ good }) => good,
  refuted: ({ severity }) => severity.high,
  undecided: ({ severity }) => severity.medium,
};

function summary(proofs: readonly Proof[], page: Page): string {
  const number = (verdict: Verdict) => proofs.filter((proof) => proof.verdict === verdict).length;
  const claims = count(proofs.length, 'claim');
  if (number('proved') === proofs.length) return page.good(`${claims} proved.`);
  const open = number('undecided');
  return page.bold(
    `${number('refuted')} of ${claims} refuted${open === 0 ? '' : `, ${open} could not be decided`}.`,
  );
}

function pageOf(sections: readonly (readonly string[])[]): string {
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
