import { parseArn, POLICY_TYPES, type PolicyType } from '../../model/index.js';
import { findAction, findService } from '../../model/catalogue/index.js';
import type { Denial } from './denial.js';

const PLURALS: Readonly<Record<PolicyType, string>> = {
  'identity-based': 'identity-based policies',
  'resource-based': 'resource-based policies',
  'role-trust': 'the role trust policy',
  'permissions-boundary': 'a permissions boundary',
  'service-control': 'service control policies',
  'resource-control': 'resource control policies',
  session: 'session policies',
  'vpc-endpoint': 'a VPC endpoint policy',
};

/** The policy types that may deny the same request besides the one that AWS names, as a sentence lists them. */
export function typesStillOpen(denial: Denial): readonly string[] {
  const { policyType, through, causes } = denial;
  return POLICY_TYPES.filter(
    (type) =>
      type !== policyType &&
      type !== through &&
      !(type === 'resource-based' && causes.length > 0) &&
      canApply(type, denial),
  ).map((type) => PLURALS[type]);
}

/** Whether a policy type can bear on a request of this principal for this action at all. */
function canApply(type: PolicyType, { principal, action }: Denial): boolean {
  const identity = parseArn(principal?.text ?? '')?.resource ?? '';
  const assumes = action?.startsWith('sts:AssumeRole') === true;
  // Neither the anonymous caller nor the bearer of a token is a principal of an account.
  const hasAccount = principal?.text !== 'anonymous' && action?.startsWith('sts:AssumeRoleWith') !== true;
  const isRoot = identity === 'root';
  switch (type) {
    case 'role-trust':
      return assumes;
    case 'resource-based':
      return !assumes && takesResource(action);
    case 'identity-based':
    case 'permissions-boundary':
      return hasAccount && !isRoot;
    case 'session':
      return hasAccount && !isRoot && !identity.startsWith('user/');
    case 'service-control':
      return hasAccount;
    case 'resource-control':
      return boundByResourceControl(action);
    case 'vpc-endpoint':
      return true;
  }
}

function takesResource(action: string | undefined): boolean {
  const known = findAction(action ?? '');
  return known === undefined || known.resourceTypes.length > 0;
}

/** Only some services take part. */
function boundByResourceControl(action: string | undefined): boolean {
  const service = findService(action?.split(':')[0] ?? '');
  return service === undefined || service.resourceControlPolicies;
}
