import type { PolicyGraph } from '../graph/index.js';
import type { Bucket, BucketGrant, Token } from '../model/index.js';
import { settingAt } from './places.js';
import { isBlocked } from './public-access-block.js';

/** A grant of a bucket's access control list to somebody who is not of the audited accounts. */
export interface AclGrant {
  readonly at: Token;
  readonly permission: string;
  /** Everybody; everybody who has some AWS account; or one account. */
  readonly to: 'everybody' | 'anyAccount' | 'stranger';
  /** The canonical id of the account, or the URI of the group. */
  readonly grantee: string;
}

const GROUPS: ReadonlyMap<string, AclGrant['to']> = new Map([
  ['http://acs.amazonaws.com/groups/global/AllUsers', 'everybody'],
  ['http://acs.amazonaws.com/groups/global/AuthenticatedUsers', 'anyAccount'],
]);

/**
 * The account by which CloudFront writes its logs.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-legacy-s3.html
 */
const CLOUDFRONT_LOGS = 'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0';

/**
 * What a bucket's access control list grants to others, as far as it counts: nothing where lists are disabled, and
 * nothing to groups where Block Public Access ignores that.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
 */
export function aclGrants(graph: PolicyGraph, bucket: Bucket): readonly AclGrant[] {
  const { Acl, ObjectOwnership } = bucket.detail;
  if (Acl === undefined || ObjectOwnership === 'BucketOwnerEnforced') return [];
  const ignoresGroups = isBlocked(graph, bucket, 'IgnorePublicAcls') === true;
  return Acl.Grants.flatMap((grant, index): readonly AclGrant[] => {
    const { Grantee, Permission } = grant;
    const to = granteeOf(graph, grant, Acl.OwnerId);
    if (to === undefined || (to !== 'stranger' && ignoresGroups)) return [];
    const grantee = Grantee.URI ?? Grantee.ID ?? '';
    const at = settingAt(bucket, ['Acl', 'Grants', index], `${grantee} ${Permission}`);
    return [{ at, permission: Permission, to, grantee }];
  });
}

function granteeOf(
  graph: PolicyGraph,
  { Grantee: { ID, URI } }: BucketGrant,
  owner: string | undefined,
): AclGrant['to'] | undefined {
  if (URI !== undefined) return GROUPS.get(URI);
  if (ID === undefined || owner === undefined || ID === CLOUDFRONT_LOGS) return undefined;
  return ownersIn(graph).has(ID) ? undefined : 'stranger';
}

const ownersByGraph = new WeakMap<PolicyGraph, ReadonlySet<string>>();

/** The canonical ids of the audited accounts, as far as their buckets tell. */
function ownersIn(graph: PolicyGraph): ReadonlySet<string> {
  const known = ownersByGraph.get(graph);
  if (known) return known;
  const owners = new Set(
    graph.accounts.flatMap(({ buckets }) => buckets.flatMap(({ detail }) => detail.Acl?.OwnerId ?? [])),
  );
  ownersByGraph.set(graph, owners);
  return owners;
}
