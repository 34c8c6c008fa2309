import type { AccountSnapshot } from '../../../model/index.js';
import { accountOf } from '../account.js';
import { accountIds } from '../account-ids.js';
import { auditRole } from '../audit-role.js';
import { bucket, publicAccessBlock } from '../entities.js';
import { serviceLinkedRole } from '../service-linked-role.js';
import { broadGrants } from './broad-grants.js';
import { deletedPrincipals } from './deleted-principals.js';
import { deniedByGroup } from './denied-by-group.js';
import { deniedIAM } from './denied-iam.js';
import { deniedRunInstances } from './denied-run-instances.js';
import { deniedWithoutMFA } from './denied-without-mfa.js';
import { githubActions } from './github-actions.js';
import { misspeltDeny } from './misspelt-deny.js';
import { outsideTrust } from './outside-trust.js';
import { permissionsBoundaries } from './permissions-boundaries.js';
import { publicBucket } from './public-bucket.js';
import { serviceRoles } from './service-roles.js';
import { switchRole } from './switch-role.js';

/** The account in which everything happens that people ask about. */
export function workbench(): AccountSnapshot {
  return accountOf(
    accountIds.workbench,
    { PasswordPolicy: null, PublicAccessBlock: publicAccessBlock(false) },
    [
      {
        roles: [auditRole(accountIds.workbench), serviceLinkedRole(accountIds.workbench)],
        buckets: [bucket('exampleorg-workbench', { Region: 'ap-northeast-1' })],
      },
      broadGrants,
      deletedPrincipals,
      deniedByGroup,
      deniedIAM,
      deniedRunInstances,
      deniedWithoutMFA,
      githubActions,
      misspeltDeny,
      outsideTrust,
      permissionsBoundaries,
      publicBucket,
      serviceRoles,
      switchRole,
    ],
  );
}
