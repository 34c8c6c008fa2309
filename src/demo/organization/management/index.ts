import type { AccountSnapshot } from '../../../model/index.js';
import { accountOf } from '../account.js';
import { accountIds } from '../account-ids.js';
import { publicAccessBlock } from '../entities.js';
import { strictPasswordPolicy } from '../password-policy.js';
import { scheduledAudit } from './scheduled-audit.js';
import { stackSets } from './stack-sets.js';

export function managementAccount(): AccountSnapshot {
  return accountOf(
    accountIds.management,
    { PasswordPolicy: strictPasswordPolicy, PublicAccessBlock: publicAccessBlock(true) },
    [scheduledAudit, stackSets],
  );
}
