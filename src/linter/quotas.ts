import type { PolicyGraph } from '../graph/index.js';
import { parseArn, type PolicyDocument } from '../model/index.js';

/** A quota of IAM: what the account's summary calls it, and AWS's default. */
interface Quota {
  readonly name: string;
  readonly default: number;
}

/** Characters of one document, white space not counted. */
const MANAGED_POLICY: Quota = { name: 'PolicySizeQuota', default: 6144 };
const ROLE_TRUST_POLICY: Quota = { name: 'AssumeRolePolicySizeQuota', default: 2048 };
const BUCKET_POLICY = 20_480;

/** Of the other types, as far as AWS has one quota for all of them. */
const OTHERS: ReadonlyMap<PolicyDocument['type'], number> = new Map([
  ['service-control', 10_240],
  ['resource-control', 5120],
  ['session', 2048],
  ['vpc-endpoint', 20_480],
]);

/**
 * How many characters a document may have. Undefined for a document that has no quota of its own, as an inline policy,
 * or whose quota is not known.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
export function sizeQuota(graph: PolicyGraph, document: PolicyDocument): number | undefined {
  const account = graph.accountOf(document);
  switch (document.type) {
    case 'identity-based':
    case 'permissions-boundary':
      return graph.identity(document.owner) ? undefined : quotaOf(graph, account, MANAGED_POLICY);
    case 'role-trust':
      return quotaOf(graph, account, ROLE_TRUST_POLICY);
    case 'resource-based':
      return parseArn(document.owner)?.service === 's3' ? BUCKET_POLICY : undefined;
    default:
      return OTHERS.get(document.type);
  }
}

type IdentityKind = 'user' | 'group' | 'role';

/** Characters of all inline policies of one identity together. */
const INLINE_POLICIES: Readonly<Record<IdentityKind, Quota>> = {
  user: { name: 'UserPolicySizeQuota', default: 2048 },
  group: { name: 'GroupPolicySizeQuota', default: 5120 },
  role: { name: 'RolePolicySizeQuota', default: 10_240 },
};

const ATTACHED_POLICIES: Readonly<Record<IdentityKind, Quota>> = {
  user: { name: 'AttachedPoliciesPerUserQuota', default: 10 },
  group: { name: 'AttachedPoliciesPerGroupQuota', default: 10 },
  role: { name: 'AttachedPoliciesPerRoleQuota', default: 20 },
};

const POLICY_VERSIONS: Quota = { name: 'VersionsPerPolicyQuota', default: 5 };

/** Quotas of an account: its own where its summary was read, else AWS's default. */
export const accountQuotas = {
  inlinePolicies: (graph: PolicyGraph, account: string, kind: IdentityKind) =>
    quotaOf(graph, account, INLINE_POLICIES[kind]),
  attachedPolicies: (graph: PolicyGraph, account: string, kind: IdentityKind) =>
    quotaOf(graph, account, ATTACHED_POLICIES[kind]),
  policyVersions: (graph: PolicyGraph, account: string) => quotaOf(graph, account, POLICY_VERSIONS),
};

function quotaOf(graph: PolicyGraph, account: string, quota: Quota): number {
  const summary = graph.account(account)?.detail.SummaryMap;
  return summary?.[quota.name] ?? quota.default;
}
