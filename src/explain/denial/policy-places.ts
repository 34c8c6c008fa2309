import type { PolicyType } from '../../model/index.js';
import type { Denial } from './denial.js';
import { caller, resourceOr, shown } from './denial-words.js';

/** Where the policies of a type are kept, and how to see them. */
export const POLICY_PLACES: Readonly<Record<PolicyType, (denial: Denial) => string[]>> = {
  'identity-based': (denial) => [
    `Look at every identity-based policy of ${caller(denial)}: attached, inline, and those of its groups.`,
    'IAM console: Users or Roles, the name, Permissions. `aws iam get-account-authorization-details` has them all.',
  ],
  'permissions-boundary': (denial) => [
    `Look at the permissions boundary of ${caller(denial)}. It only limits: an Allow in another policy does not help.`,
    'IAM console: Users or Roles, the name, Permissions, Permissions boundary. `aws iam get-user` and `aws iam get-role` name it.',
  ],
  session: () => [
    'A session policy comes with the session and is stored nowhere: whoever called AssumeRole or GetFederationToken gave it, in Policy or PolicyArns. Cognito identity pools add one of their own for guests.',
    'Look at the code or the tool that makes the session, or at the requestParameters of its AssumeRole event in CloudTrail.',
  ],
  'service-control': ({ kind }) => [
    kind === 'implicitDeny'
      ? 'Every level must allow the action: the root, each organizational unit, the account. Look for a level where FullAWSAccess was replaced by something narrower.'
      : 'The policy is attached to the account, to an organizational unit above it, or to the root. No policy inside the account can help.',
    'AWS Organizations console in the management account: Policies, Service control policies. `aws organizations list-policies-for-target` once for each level.',
  ],
  'resource-control': (denial) => [
    `The policy binds ${resourceOr('the resource', denial)}: look in the organization of the account that owns it, at the account, each organizational unit above it, and the root.`,
    'AWS Organizations console in the management account: Policies, Resource control policies. `aws organizations list-policies-for-target` once for each level.',
  ],
  'resource-based': (denial) => [
    `Look at the policy of ${resourceOr('the resource', denial)} itself: a bucket policy, key policy, queue policy or the like. In the console of its service it is under Permissions or Access policy.`,
    'A resource in another account needs an Allow there and one in the identity-based policies of the caller.',
  ],
  'role-trust': (denial) => [
    `Look at the role trust policy of ${resourceOr('the role', denial)}: which principals it names, and under which conditions.`,
    'IAM console: Roles, the role, Trust relationships; `aws iam get-role`.',
  ],
  'vpc-endpoint': ({ context }) => {
    const endpoint = context['aws:SourceVpce']?.[0];
    return [
      `Look at the policy of the VPC endpoint${endpoint === undefined ? '' : ` ${shown(endpoint)}`} that the request went through. Another account may own it.`,
      'VPC console: Endpoints, the endpoint, Policy; `aws ec2 describe-vpc-endpoints`.',
    ];
  },
};
