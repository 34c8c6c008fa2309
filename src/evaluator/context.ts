import { isAccountId, type PolicyDocument, type Request, type Truth } from '../model/index.js';
import { actionName, type ActionName } from './action.js';
import { derive } from './derive.js';
import { identify, isBounded, type Identity } from './identity.js';
import { presenceOf } from './presence.js';
import { resourceName, type ResourceName } from './resource.js';

/**
 * The values of a key; or why there are none: it is not in the request, nothing is known of it, or AWS always sends
 * it and only the value is not known.
 */
export type ContextValue = Values | 'absent' | 'unknown' | 'present';

export type Values = readonly [string, ...string[]];

/** What a condition is taken for when it depends on a key that nobody gave and nothing settles. */
export type UnknownKeys = 'depends' | 'absent' | 'true' | 'false';

/** One request, as statements look at it. */
export class RequestContext {
  readonly identity: Identity;
  /** Whether a permissions boundary limits the requester. */
  readonly bounded: boolean;
  readonly action: ActionName;
  readonly resource: ResourceName;
  /**
   * The account that the resource belongs to: as the request says, or its ARN. The ARNs of buckets and objects do
   * not say; those of the other resources without an account are the caller's own or AWS's. An action that takes no
   * resource is about the caller's own account.
   */
  readonly owner: string | undefined;
  /** Where keys that turn out not to be known are written down, as spelt, while somebody wants to hear of them. */
  listener: Map<string, string> | undefined;
  private givenKeys: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(
    private readonly request: Request,
    private readonly unknownKeys: UnknownKeys,
    permissionsBoundary: PolicyDocument | undefined,
  ) {
    this.identity = identify(request.principal);
    this.bounded = permissionsBoundary !== undefined && isBounded(this.identity);
    this.action = actionName(request.action);
    this.resource = resourceName(authorizedResource(request.resource, this.action, this.identity));
    this.owner = this.ownerOfResource();
  }

  /** @param spelling of the key in the policy */
  get(spelling: string, key = spelling.toLowerCase()): ContextValue {
    if (includesKey(this.request.absentKeys, key)) return 'absent';
    const given = this.given(key);
    if (given !== undefined) return hasValues(given) ? given : 'absent';
    if (includesKey(this.request.unknownKeys, key)) return this.notKnown(key, spelling, 'unknown');
    const derived = derive(key, this);
    if (derived !== undefined) return [derived];
    const presence = presenceOf(key, this.identity.kind, this.action);
    if (presence === 'never') return 'absent';
    // The path of a role is all that is not known of this key; it is in no way absent.
    if (this.unknownKeys === 'absent' && key !== 'aws:principalarn') return 'absent';
    return this.notKnown(key, spelling, presence === 'always' ? 'present' : 'unknown');
  }

  /** The truth of a condition, where need be after what the caller has the unknown count as. */
  settle(truth: Truth): Truth {
    return truth === 'unknown' && (this.unknownKeys === 'true' || this.unknownKeys === 'false')
      ? this.unknownKeys
      : truth;
  }

  private ownerOfResource(): string | undefined {
    const { account } = this.identity;
    if (this.action.takesNoResource) return account;
    if (this.request.resourceAccount !== undefined) return this.request.resourceAccount;
    const { arn } = this.resource;
    if (arn === undefined || arn.account === account) return account;
    if (arn.account === '' && arn.service === 's3') {
      const [given] = this.given('aws:resourceaccount') ?? [];
      return given ?? (this.unknownKeys === 'absent' ? account : undefined);
    }
    return isAccountId(arn.account) ? arn.account : account;
  }

  /** The id of the user or role, as far as `aws:userid` tells it. */
  get uniqueId(): string | undefined {
    const [id] = this.given('aws:userid') ?? [];
    return id?.split(':', 1)[0];
  }

  private given(key: string): readonly string[] | undefined {
    this.givenKeys ??= keysOf(this.request.context);
    return this.givenKeys.get(key);
  }

  private notKnown(key: string, spelling: string, value: 'unknown' | 'present'): ContextValue {
    this.listener?.set(key, spelling);
    return value;
  }
}

/**
 * The resource that statements are compared with. An action that takes none is authorized on `*`, whatever it is
 * asked about: a statement on an ARN is never about it. ListAllMyBuckets is authorized on all of S3.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/walkthrough1.html
 */
function authorizedResource(resource: string, action: ActionName, { partition = 'aws' }: Identity): string {
  if (!action.takesNoResource) return resource;
  return action.service === 's3' && action.name === 'listallmybuckets' ? `arn:${partition}:s3:::*` : '*';
}

const NO_KEYS: ReadonlyMap<string, readonly string[]> = new Map();

function keysOf(context: Request['context']): ReadonlyMap<string, readonly string[]> {
  const entries = Object.entries(context);
  return entries.length === 0
    ? NO_KEYS
    : new Map(entries.map(([name, values]) => [name.toLowerCase(), values]));
}

function hasValues(values: readonly string[]): values is Values {
  return values.length > 0;
}

function includesKey(keys: readonly string[] | undefined, key: string): boolean {
  return keys?.some((name) => name.toLowerCase() === key) ?? false;
}
