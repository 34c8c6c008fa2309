import type { RoleDetail } from '../../model/index.js';
import { awsOrganizationsServiceTrustPolicy } from './aws-managed/aws-organizations-service-trust-policy.js';
import { entitiesOf, trustOf } from './entities.js';

/** The role that Organizations makes in each of its accounts, and that only Organizations can change. */
export function serviceLinkedRole(account: string): RoleDetail {
  return entitiesOf(account).role('AWSServiceRoleForOrganizations', trustOf('organizations.amazonaws.com'), {
    path: '/aws-service-role/organizations.amazonaws.com/',
    description: 'Service-linked role used by AWS Organizations to enable integration of other AWS services.',
    attached: [awsOrganizationsServiceTrustPolicy],
  });
}
