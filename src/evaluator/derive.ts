import type { Arn } from '../model/index.js';
import type { ActionName } from './action.js';
import type { Identity } from './identity.js';
import { carriesResourceAccount } from './presence.js';
import type { ResourceName } from './resource.js';

/**
 * Where IAM's one endpoint is.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
 */
const IAM_REGION = 'us-east-1';

const PRINCIPAL_TYPES: ReadonlyMap<Identity['kind'], string> = new Map([
  ['user', 'User'],
  ['role', 'AssumedRole'],
  ['federated-user', 'FederatedUser'],
  ['root', 'Account'],
  ['anonymous', 'Anonymous'],
]);

interface DerivedFrom {
  readonly identity: Identity;
  readonly action: ActionName;
  readonly resource: ResourceName;
  /** The account of the resource. */
  readonly owner: string | undefined;
}

/**
 * The value of a condition key, in lower case, that follows from the principal, the action and the resource;
 * undefined where nothing follows.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-infotouse
 */
export function derive(key: string, { identity, action, resource, owner }: DerivedFrom): string | undefined {
  const { kind, account, arn, host, partition, userId, userName } = identity;
  switch (key) {
    case 'aws:principalarn':
      return arn;
    case 'aws:principalaccount':
      return kind === 'anonymous' ? kind : account;
    case 'aws:principaltype':
      return PRINCIPAL_TYPES.get(kind);
    case 'aws:userid':
      return userId;
    case 'aws:username':
      return userName;
    case 'aws:principalisawsservice':
      return kind === 'service' ? 'true' : account === undefined ? undefined : 'false';
    case 'aws:principalservicename':
      return kind === 'service' ? host : undefined;
    case 'aws:federatedprovider':
      return kind === 'web-identity' ? host : undefined;
    case 'aws:requestedregion':
      return action.service === 'iam' && partition === 'aws' ? IAM_REGION : region(resource.arn);
    case 'aws:resourceaccount':
    case 's3:resourceaccount':
      return owner !== undefined && carriesResourceAccount(action) ? owner : undefined;
    case 'kms:calleraccount':
      return action.service === 'kms' ? account : undefined;
    default:
      return undefined;
  }
}

/** A resource with a Region is reached at that Region's endpoint. */
function region(arn: Arn | undefined): string | undefined {
  return arn === undefined || arn.region === '' || arn.region.includes('*') ? undefined : arn.region;
}
