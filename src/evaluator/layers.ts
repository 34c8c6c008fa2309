import {
  POLICY_TYPES,
  type ApplicablePolicies,
  type LayerReason,
  type PolicyDocument,
  type PolicyType,
} from '../model/index.js';
import type { RequestContext } from './context.js';
import { isEntity } from './identity.js';

/** The policies of one type, or of one level of it, that have a say over a request. */
export interface Layer {
  readonly policyType: PolicyType;
  readonly level: number | undefined;
  /** Undefined where there is no policy of the type, which is not the same as an empty level of SCPs. */
  readonly documents: readonly PolicyDocument[] | undefined;
  /** Why the layer lets everything pass, whatever the documents say. */
  readonly exempt: LayerReason | undefined;
  /** Whether there may be policies that are not among the documents. */
  readonly incomplete: boolean;
}

export interface Layers {
  readonly resourceControl: readonly Layer[];
  readonly serviceControl: readonly Layer[];
  readonly resource: Layer;
  readonly identity: Layer;
  readonly permissionsBoundary: Layer;
  readonly session: Layer;
  readonly vpcEndpoint: Layer;
}

const NONE: readonly never[] = [];

/** What the layers of a request are, and which of them have no say. */
export function layersOf(context: RequestContext, policies: ApplicablePolicies): Layers {
  const { kind, serviceLinked } = context.identity;
  const notAnEntity: LayerReason | undefined = isEntity(context.identity) ? undefined : 'notApplicable';
  const {
    identity,
    permissionsBoundary,
    session = NONE,
    serviceControl,
    resourceControl,
    vpcEndpoint,
  } = policies;
  const unread = policies.unknownTypes ?? NONE;
  return {
    resourceControl: levels(
      'resource-control',
      resourceControl,
      resourceControlExemption(context, policies),
      unread,
    ),
    serviceControl: levels(
      'service-control',
      serviceControl,
      serviceControlExemption(context, policies),
      unread,
    ),
    resource: resourceLayer(context, policies),
    identity: layer('identity-based', identity, kind === 'root' ? 'rootUser' : notAnEntity, unread),
    permissionsBoundary: layer(
      'permissions-boundary',
      permissionsBoundary && [permissionsBoundary],
      serviceLinked ? 'exemptServiceLinkedRole' : notAnEntity,
      unread,
    ),
    session: layer(
      'session',
      session.length === 0 ? undefined : session,
      kind === 'root' ? undefined : notAnEntity,
      unread,
    ),
    vpcEndpoint: layer('vpc-endpoint', vpcEndpoint && [vpcEndpoint], undefined, unread),
  };
}

/** Of each type, the layer without policies: the same object each time. */
const ABSENT = new Map<PolicyType, Layer>(
  POLICY_TYPES.map((policyType) => [
    policyType,
    { policyType, level: undefined, documents: undefined, exempt: undefined, incomplete: false },
  ]),
);

function layer(
  policyType: PolicyType,
  documents: readonly PolicyDocument[] | undefined,
  exempt: LayerReason | undefined,
  unread: readonly PolicyType[],
  level?: number,
): Layer {
  const incomplete = unread.includes(policyType);
  const absent =
    documents === undefined && exempt === undefined && !incomplete ? ABSENT.get(policyType) : undefined;
  return absent ?? { policyType, level, documents, exempt, incomplete };
}

function levels(
  policyType: PolicyType,
  documents: readonly (readonly PolicyDocument[])[] | undefined,
  exempt: LayerReason | undefined,
  unread: readonly PolicyType[],
): readonly Layer[] {
  return documents === undefined || documents.length === 0
    ? [layer(policyType, undefined, exempt, unread)]
    : documents.map((level, index) => layer(policyType, level, exempt, unread, index));
}

/** SCPs bind the principals of member accounts, the root user included. */
function serviceControlExemption(
  { identity }: RequestContext,
  { managementAccount }: ApplicablePolicies,
): LayerReason | undefined {
  if (identity.account === undefined) return 'notApplicable';
  if (identity.account === managementAccount) return 'exemptManagementAccount';
  return identity.serviceLinked ? 'exemptServiceLinkedRole' : undefined;
}

/**
 * RCPs bind the resources of member accounts, whoever asks.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
function resourceControlExemption(
  context: RequestContext,
  { managementAccount }: ApplicablePolicies,
): LayerReason | undefined {
  if (managementAccount !== undefined && context.owner === managementAccount)
    return 'exemptManagementAccount';
  if (context.identity.serviceLinked) return 'exemptServiceLinkedRole';
  if (isTrustAction(context) && roleOf(context)?.startsWith('role/aws-service-role/'))
    return 'exemptServiceLinkedRole';
  return context.action.service === 'kms' && context.action.name === 'retiregrant'
    ? 'exemptAction'
    : undefined;
}

/**
 * The role trust policy bears on STS alone. Nothing that a bucket's policy denies keeps the root user of its
 * account from the policy itself.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
function resourceLayer(context: RequestContext, { resource, unknownTypes }: ApplicablePolicies): Layer {
  const { identity, action, owner } = context;
  const required = requiresResourcePolicy(context, resource);
  const policyType = isTrustAction(context) && required ? 'role-trust' : 'resource-based';
  const isOwnRoot = identity.kind === 'root' && identity.account === owner;
  const isLockoutProof = isOwnRoot && action.service === 's3' && BUCKET_POLICY_ACTIONS.has(action.name);
  const documents = resource?.type === policyType ? [resource] : undefined;
  return {
    policyType,
    level: undefined,
    documents,
    exempt: isLockoutProof ? 'rootUser' : undefined,
    incomplete: (unknownTypes?.includes(policyType) ?? false) || (required && documents === undefined),
  };
}

const BUCKET_POLICY_ACTIONS: ReadonlySet<string> = new Set([
  'getbucketpolicy',
  'putbucketpolicy',
  'deletebucketpolicy',
]);

const TRUST_ACTIONS: ReadonlySet<string> = new Set([
  'assumerole',
  'assumerolewithsaml',
  'assumerolewithwebidentity',
  'setcontext',
  'setsourceidentity',
  'tagsession',
]);

/** Whether the action is one that a role trust policy decides on. */
function isTrustAction({ action }: RequestContext): boolean {
  return action.service === 'sts' && TRUST_ACTIONS.has(action.name);
}

function roleOf({ resource }: RequestContext): string | undefined {
  const { arn } = resource;
  return arn?.service === 'iam' && arn.resource.startsWith('role/') ? arn.resource : undefined;
}

/**
 * Roles and KMS keys always have a policy of their own, and that has to allow the request or to hand the decision
 * to the account, also for the account's own principals.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 */
export function requiresResourcePolicy(
  context: RequestContext,
  resource: PolicyDocument | undefined,
): boolean {
  if (isTrustAction(context)) return resource?.type === 'role-trust' || roleOf(context) !== undefined;
  if (context.action.service !== 'kms') return false;
  const { arn } = context.resource;
  return arn?.service === 'kms' && arn.resource.startsWith('key/');
}

/** Whether a layer that has a say may hold statements that nobody has read. */
export function isUncertain({ documents, exempt, incomplete }: Layer): boolean {
  return (
    exempt === undefined && (incomplete || (documents?.some(({ errors }) => errors.length > 0) ?? false))
  );
}
