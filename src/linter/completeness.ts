import type { PolicyGraph } from '../graph/index.js';
import { parseArn, type Account } from '../model/index.js';

/**
 * Whether no read of the users, groups, roles and policies of an account failed. Nobody vouches that what answered
 * told all: that is {@link agreesWithCount}.
 */
export function listsWereRead(graph: PolicyGraph, { id }: Account): boolean {
  return !graph.coverageGaps.some(
    ({ account, operation, resource }) =>
      account === id &&
      operation === 'iam:GetAccountAuthorizationDetails' &&
      parseArn(resource) === undefined,
  );
}

/** Lists of an account of which IAM itself tells the length. */
type CountedList = 'users' | 'roles' | 'providers';

/**
 * Whether a snapshot has as many as IAM counts in an account; undefined where the count was not read. What is missing
 * from a list that does not agree may be there all the same.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html
 */
export function agreesWithCount(account: Account, list: CountedList): boolean | undefined {
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
