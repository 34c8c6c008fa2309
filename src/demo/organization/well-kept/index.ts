import type { AccountSnapshot } from '../../../model/index.js';
import { accountOf } from '../account.js';
import { accountIds } from '../account-ids.js';
import { auditRole } from '../audit-role.js';
import { publicAccessBlock } from '../entities.js';
import { strictPasswordPolicy } from '../password-policy.js';
import { serviceLinkedRole } from '../service-linked-role.js';
import { deployment } from './deployment.js';
import { people } from './people.js';
import { reports } from './reports.js';
import { workloads } from './workloads.js';

/** An account that uses the same features as the workbench, with nothing to report. */
export function wellKept(): AccountSnapshot {
  return accountOf(
    accountIds.wellKept,
    { PasswordPolicy: strictPasswordPolicy, PublicAccessBlock: publicAccessBlock(true) },
    [
      { roles: [auditRole(accountIds.wellKept), serviceLinkedRole(accountIds.wellKept)] },
      deployment,
      people,
      reports,
      workloads,
    ],
  );
}
