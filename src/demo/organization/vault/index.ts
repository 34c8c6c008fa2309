import type { AccountSnapshot } from '../../../model/index.js';
import { accountOf } from '../account.js';
import { accountIds } from '../account-ids.js';
import { auditRole } from '../audit-role.js';
import { publicAccessBlock } from '../entities.js';
import { strictPasswordPolicy } from '../password-policy.js';
import { serviceLinkedRole } from '../service-linked-role.js';
import { auditLogs } from './audit-logs.js';
import { payroll } from './payroll.js';
import { stackSetTarget } from './stack-set-target.js';

/** The account of the security team, with the buckets that others may not read. */
export function vault(): AccountSnapshot {
  return accountOf(
    accountIds.vault,
    { PasswordPolicy: strictPasswordPolicy, PublicAccessBlock: publicAccessBlock(true) },
    [
      { roles: [auditRole(accountIds.vault), serviceLinkedRole(accountIds.vault)] },
      auditLogs,
      payroll,
      stackSetTarget,
    ],
  );
}
