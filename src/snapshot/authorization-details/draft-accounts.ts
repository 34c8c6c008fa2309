import { isAwsManaged, parseArn } from '../../model/index.js';
import { AccountDraft, type DraftEvents } from './account-draft.js';
import type { Place } from './entities-file.js';
import type { ListName, Page } from './pages.js';

/** The accounts that the ARNs on the pages name; none where there is nothing but AWS managed policies. */
export function draftAccounts(pages: readonly Page[], events: DraftEvents): readonly AccountDraft[] {
  const drafts = new Map<string, AccountDraft>();
  const draftOf = (arn: string): AccountDraft => {
    const { partition = '', account = '' } = parseArn(arn) ?? {};
    const key = `${partition}:${account}`;
    const draft = drafts.get(key) ?? new AccountDraft(partition, account, events);
    drafts.set(key, draft);
    return draft;
  };
  const owners = ownersOf(pages, draftOf);
  for (const [page, content] of pages.entries()) {
    const place = (list: ListName, index: number): Place => ({ page, list, index, rest: [] });
    const pageOwners = owners[page] ?? [];
    for (const draft of pageOwners) draft.pages.push(content);
    for (const [index, user] of (content.UserDetailList ?? []).entries()) {
      draftOf(user.Arn).addUser(user, place('UserDetailList', index));
    }
    for (const [index, group] of (content.GroupDetailList ?? []).entries()) {
      draftOf(group.Arn).addGroup(group, place('GroupDetailList', index));
    }
    for (const [index, role] of (content.RoleDetailList ?? []).entries()) {
      draftOf(role.Arn).addRole(role, place('RoleDetailList', index));
    }
    for (const [index, policy] of (content.Policies ?? []).entries()) {
      const holders = isAwsManaged(policy.Arn) ? pageOwners : [draftOf(policy.Arn)];
      for (const draft of holders) draft.addPolicy(policy, place('Policies', index));
    }
  }
  return [...drafts.values()];
}

/** A page that names no account, being empty or full of AWS managed policies, belongs with the one before it. */
function ownersOf(
  pages: readonly Page[],
  draftOf: (arn: string) => AccountDraft,
): readonly (readonly AccountDraft[])[] {
  const named = pages.map((page) => [...new Set(accountArns(page).map(draftOf))]);
  let current = named.find((drafts) => drafts.length > 0) ?? [];
  return named.map((drafts) => (current = drafts.length > 0 ? drafts : current));
}

function accountArns({ UserDetailList, GroupDetailList, RoleDetailList, Policies }: Page): readonly string[] {
  return [UserDetailList, GroupDetailList, RoleDetailList, Policies]
    .flatMap((entries) => (entries ?? []).map(({ Arn }) => Arn))
    .filter((arn) => !isAwsManaged(arn));
}
