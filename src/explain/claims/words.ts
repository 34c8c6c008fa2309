import { listing, type ReportedClaim, type UndecidedReason } from '../../model/index.js';

const REASONS: Readonly<Record<UndecidedReason, string>> = {
  budget: 'it would take more steps than iamlint gives itself',
  policyVariable: 'a policy variable ties elements together in a way that is not followed',
  mixedOperators: 'one context key is compared as values of different types',
  unreadStatement: 'a statement could not be read',
  unreadPolicy: 'a policy that bears on it could not be read',
  unknown: 'it depends on something that nothing settles',
  noSuchRequest: 'a part of it is about no request that can be made',
};

/** Why a claim is undecided, as the end of `because …`. */
export function because({ reasons }: ReportedClaim): string {
  return listing(
    reasons.map((reason) => REASONS[reason]),
    reasons.length,
  );
}

const SHOWN_SUMMARIES = 3;

/** What the witnesses have access to, in short. */
export function accessIn({ access }: ReportedClaim): string {
  const summaries = [...new Set(access.map(({ summary }) => summary))];
  const more = summaries.length - SHOWN_SUMMARIES;
  return [...summaries.slice(0, SHOWN_SUMMARIES), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
