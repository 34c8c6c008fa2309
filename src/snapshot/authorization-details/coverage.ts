import type { CoverageGap } from '../../model/index.js';
import { LISTS, type ListName, type Page } from './pages.js';

const CONTENTS: Readonly<Record<ListName, string>> = {
  UserDetailList: 'users',
  GroupDetailList: 'groups',
  RoleDetailList: 'roles',
  Policies: 'managed policies',
};

/**
 * What an account's pages should hold and do not. What such pages never hold (an organization, buckets, providers) is
 * not among it.
 */
export function missingFrom(account: string, pages: readonly Page[]): readonly CoverageGap[] {
  const gap = (errorCode: string, message: string): CoverageGap => ({
    account,
    operation: 'iam:GetAccountAuthorizationDetails',
    resource: '*',
    errorCode,
    message,
    affects: [],
  });
  const last = pages.at(-1);
  const truncated = last?.IsTruncated === true || (last?.NextToken ?? '') !== '';
  return [
    ...LISTS.filter((list) => !pages.some((page) => list in page)).map((list) =>
      gap('NotInInput', `The file has no ${list}, so the ${CONTENTS[list]} of the account are not known.`),
    ),
    ...(truncated
      ? [gap('Truncated', 'The last page of the account says that more follow, and none does.')]
      : []),
  ];
}
