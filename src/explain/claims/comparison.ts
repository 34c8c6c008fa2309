import type { Comparison, ReportedClaim } from '../../model/index.js';
import { upperFirst } from '../answer/words.js';
import { accessIn, because } from './words.js';

/** What a change does, in a sentence or two. */
export function answerOf(newAccess: ReportedClaim, lostAccess: ReportedClaim): Comparison['answer'] {
  if (newAccess.verdict === 'proved' && lostAccess.verdict === 'proved') {
    return 'Both sides allow the same requests.';
  }
  if (newAccess.verdict === 'undecided' && lostAccess.verdict === 'undecided') {
    const [gained, lost] = [because(newAccess), because(lostAccess)];
    return gained === lost
      ? `What the change does could not be decided, because ${gained}.`
      : `What the change does could not be decided: whether it grants new access, because ${gained}; whether it takes away access, because ${lost}.`;
  }
  return [
    clause(newAccess, 'it grants new access', 'it grants no new access'),
    clause(lostAccess, 'it takes away access', 'it takes away no access'),
  ]
    .toSorted((a, b) => ORDER[a.verdict] - ORDER[b.verdict])
    .map(({ text }) => `${upperFirst(text)}.`)
    .join(' ');
}

/** What the change does comes first, then what is open, then what it does not do. */
const ORDER: Readonly<Record<ReportedClaim['verdict'], number>> = { refuted: 0, undecided: 1, proved: 2 };

function clause(claim: ReportedClaim, does: string, doesNot: string) {
  const { verdict } = claim;
  switch (verdict) {
    case 'refuted':
      return { verdict, text: `${does}: ${accessIn(claim)}` };
    case 'proved':
      return { verdict, text: doesNot };
    case 'undecided':
      return { verdict, text: `whether ${does} could not be decided, because ${because(claim)}` };
  }
}
