import type { AccountExample } from '../account-example.js';

/** Members that nothing limits. */
export const account: AccountExample = {
  Organization: { MasterAccountId: '999900009999', EnabledPolicyTypes: [], Accounts: ['111122223333'] },
};
