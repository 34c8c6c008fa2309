import { isAccountId } from '../../model/index.js';
import { QuestionError } from './question-error.js';

/** @throws QuestionError for what is not the id of an account */
export function checkResourceAccount(account: string | undefined): void {
  if (account === undefined || isAccountId(account)) return;
  throw new QuestionError(
    `'${account}' is not an account.`,
    'Give the account of the resource as its twelve digits.',
  );
}
