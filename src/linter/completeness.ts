import type { Account } from '../model/index.js';

/** Lists of an account of which IAM itself tells the length. */
type CountedList = 'users' | 'roles' | 'providers';

/**
 * Whether a snapshot has all that IAM counts in an account; undefined where the count was not read. What is missing
 * from a list that is not complete may be there all the same.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html
 */
export function isComplete(account: Account, list: CountedList): boolean | undefined {
  const { SummaryMap } = account.detail;
  const [counted, listed] = {
    users: [SummaryMap?.['Users'], account.users.length],
    roles: [SummaryMap?.['Roles'], account.roles.length],
    providers: [
      SummaryMap?.['Providers'],
      account.samlProviders.length + account.openIDConnectProviders.length,
    ],
  }[list];
  return counted === undefined ? undefined : counted === listed;
}
