import type { PolicyGraph } from '../graph/index.js';
import type { Account, PolicyDocument } from '../model/index.js';

const DAY = 24 * 60 * 60 * 1000;

/**
 * How many days before the credential report was made something happened. Undefined where either time is not known:
 * nothing can be said of how old things are then.
 */
export function daysSince(account: Account, date: string | undefined): number | undefined {
  const then = Date.parse(date ?? '');
  const now = Date.parse(account.activity.GeneratedTime ?? '');
  const days = (now - then) / DAY;
  return Number.isNaN(days) ? undefined : days;
}

/** The day of a date as it is printed: `2026-01-31`. Undefined for a text that is no date. */
export function dayOf(date: string | undefined): string | undefined {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}

/**
 * How many days before the credential report of a document's account something was, or will be where it is less than
 * none. For a document of the organization the report of any account will do.
 */
export function daysBeforeReport(
  graph: PolicyGraph,
  document: PolicyDocument,
  milliseconds: number,
): number | undefined {
  const own = graph.account(graph.accountOf(document));
  const accounts = own || document.type !== 'service-control' ? [own] : graph.accounts;
  const [now] = accounts.flatMap((account) => {
    const time = Date.parse(account?.activity.GeneratedTime ?? '');
    return Number.isNaN(time) ? [] : [time];
  });
  return now === undefined ? undefined : (now - milliseconds) / DAY;
}
