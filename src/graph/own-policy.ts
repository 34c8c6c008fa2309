import { findAction } from '../model/catalogue/index.js';
import {
  parseArn,
  type Bucket,
  type PolicyDocument,
  type PolicyType,
  type Request,
  type Role,
} from '../model/index.js';
import type { PolicyGraph } from './graph.js';
import { mayHavePolicy } from './resource-policies.js';

/** The bucket that a resource is, or that an object lies in. */
export function bucketOf(graph: PolicyGraph, resource: string): Bucket | undefined {
  const arn = parseArn(resource);
  if (!isBucketArn(arn)) return undefined;
  const name = arn.resource.split('/', 1)[0] ?? '';
  return graph.bucket(`arn:${arn.partition}:s3:::${name}`);
}

/** Whether an ARN is that of a bucket or an object. Neither has an account in it. */
export function isBucketArn(arn: ReturnType<typeof parseArn>): arn is NonNullable<typeof arn> {
  return arn?.service === 's3' && arn.region === '' && arn.account === '';
}

export interface OwnPolicy {
  /** Undefined where there is none, and where it was not read. */
  readonly policy: PolicyDocument | undefined;
  readonly unread: readonly PolicyType[];
}

const NO_POLICY: OwnPolicy = { policy: undefined, unread: [] };

/** The bucket policy, or the role trust policy where a role is assumed. Other resources' policies are never read. */
export function ownPolicy(graph: PolicyGraph, request: Request, bucket: Bucket | undefined): OwnPolicy {
  const { action, resource } = request;
  const role = trustedRole(graph, action, resource);
  if (role !== 'none') return present(role?.trustPolicy, 'role-trust');
  if (bucket) {
    if (bucket.policy === null) return NO_POLICY;
    return present(
      bucket.policy && coveringObject(bucket.policy, bucket, request.resourceAccount),
      'resource-based',
    );
  }
  const isUnreadBucket = isBucketArn(parseArn(resource)) && takesResource(action) && !createsBucket(action);
  return isUnreadBucket || mayHavePolicy(resource, action)
    ? { policy: undefined, unread: ['resource-based'] }
    : NO_POLICY;
}

function present(policy: PolicyDocument | undefined, type: PolicyType): OwnPolicy {
  return policy ? { policy, unread: policy.errors.length > 0 ? [type] : [] } : { policy, unread: [type] };
}

/**
 * What of a bucket's policy is about an object of another account's: its Denies. What it allows is allowed for the
 * objects of the bucket's own account alone.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
function coveringObject(
  policy: PolicyDocument,
  { account, detail }: Bucket,
  objectOwner: string | undefined,
): PolicyDocument {
  const isForeign =
    objectOwner !== undefined && objectOwner !== account && detail.ObjectOwnership !== 'BucketOwnerEnforced';
  return isForeign
    ? { ...policy, statements: policy.statements.filter(({ effect }) => effect === 'Deny') }
    : policy;
}

/** The role whose trust policy decides; undefined where that was not read, `none` where the action is about no trust. */
function trustedRole(graph: PolicyGraph, action: string, resource: string): Role | undefined | 'none' {
  const arn = parseArn(resource);
  if (!isTrustAction(action) || arn?.service !== 'iam' || !arn.resource.startsWith('role/')) return 'none';
  const role = graph.entity(resource);
  return role?.kind === 'role' ? role : undefined;
}

const TRUST_ACTIONS: ReadonlySet<string> = new Set([
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:setcontext',
  'sts:setsourceidentity',
  'sts:tagsession',
]);

/** Whether an action is one that a role trust policy decides on. */
export function isTrustAction(action: string): boolean {
  return TRUST_ACTIONS.has(action.toLowerCase());
}

/** Whether an action is about a resource, as far as AWS's reference knows it. */
export function takesResource(action: string): boolean {
  return findAction(action)?.resourceTypes.length !== 0;
}

/** On actions of one service that are called the same here, the same policies bear where the resource is the same. */
export function policyClass(action: string): 'trust' | 'creation' | 'resource' | 'none' {
  if (isTrustAction(action)) return 'trust';
  if (createsBucket(action)) return 'creation';
  return takesResource(action) ? 'resource' : 'none';
}

function createsBucket(action: string): boolean {
  return action.toLowerCase() === 's3:createbucket';
}
