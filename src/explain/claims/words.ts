import { listing, type ReportedClaim, type UndecidedReason } from '../../model/index.js';

const REASONS: Readonly<Record<UndecidedReason, string>> = {
  budget: 'it would take more steps than iamlint gives itself',
  policyVariable: 'a policy variable ties elements together in a way that is not followed',
  mixedOperators: 'one context key is compared as values of different types',
  unreadStatement: 'a statement could not be read',
  unreadPolicy: 'a policy that bears on it could not be read',
  unknown: 'it depends on something that nothing settles',
};

/** Why a claim is undecided, as the end of `because …`. */
export function because({ reasons }: ReportedClaim): string {
  return listing(
    reasons.map((reason) => REASONS[reason]),
    reasons.length,
  );
}

/** `s3:PutObject and s3:PutObjectAcl`: the actions of all witnesses, each once. */
export function actionsIn({ witnesses }: ReportedClaim): string {
  return listing([...new Set(witnesses.flatMap(({ actions }) => actions))]);
}
