import type { Condition, Statement } from '../model/index.js';
import { isFlag, isAboutKey, passesWithoutKey } from './requirements.js';

/** What AWS says of the principal. A service that calls in its own name has none of these. */
const PRINCIPAL_KEYS = [
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:PrincipalOrgID',
  'aws:PrincipalOrgPaths',
  'aws:userid',
  'aws:username',
];

/** From where a request comes. AWS keeps that to itself where a service calls. */
const NETWORK_KEYS = [
  'aws:SourceIp',
  'aws:SourceVpc',
  'aws:SourceVpcArn',
  'aws:SourceVpce',
  'aws:VpceAccount',
  'aws:VpceOrgID',
  'aws:VpceOrgPaths',
  'aws:VpcSourceIp',
];

/** On whose behalf a service calls. Nobody else's request has these. */
const SOURCE_KEYS = ['aws:SourceAccount', 'aws:SourceArn', 'aws:SourceOrgID', 'aws:SourceOrgPaths'];

/**
 * The condition by which a Deny takes services of AWS for strangers: it is about the principal or the network, their
 * requests lack the key, and the operator is met without it. Undefined where there is none, and where another
 * condition spares them.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 */
export function conditionOnServices(deny: Statement): Condition | undefined {
  if (deny.conditions.some(sparesServices)) return undefined;
  return deny.conditions.find(
    (condition) => isOnOneOf(condition, [...PRINCIPAL_KEYS, ...NETWORK_KEYS]) && passesWithoutKey(condition),
  );
}

/** Whom a Deny by the source of a call hits by mistake. */
export interface SourceDeny {
  /** The condition on the source. */
  readonly condition: Condition;
  /** Everybody who is no service, or services that call for no resource. */
  readonly hits: 'principals' | 'services';
}

/**
 * The condition on the source of a call by which a Deny hits requests that have no source. Undefined where there is
 * none, and where other conditions spare them all.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html
 */
export function conditionOnSource({ conditions }: Statement): SourceDeny | undefined {
  const condition = conditions.find((one) => isOnOneOf(one, SOURCE_KEYS) && isNegation(one));
  if (condition === undefined) return undefined;
  if (conditions.some((one) => isOnOneOf(one, SOURCE_KEYS) && !passesWithoutKey(one))) return undefined;
  const isAboutServices = conditions.some((one) => isFlag(one, 'aws:PrincipalIsAWSService', 'true'));
  return { condition, hits: isAboutServices ? 'services' : 'principals' };
}

/** Whether a condition of a Deny is not met by a service that calls in its own name. */
function sparesServices(condition: Condition): boolean {
  if (isAboutKey(condition, 'aws:PrincipalIsAWSService'))
    return !isFlag(condition, condition.key.value, 'true');
  if (
    isAboutKey(condition, 'aws:PrincipalServiceName') ||
    isAboutKey(condition, 'aws:PrincipalServiceNamesList')
  )
    return true;
  if (isOnOneOf(condition, SOURCE_KEYS)) return isFlag(condition, condition.key.value, 'true');
  return isOnOneOf(condition, [...PRINCIPAL_KEYS, ...NETWORK_KEYS]) && !passesWithoutKey(condition);
}

function isNegation(condition: Condition): boolean {
  return passesWithoutKey(condition) && !isFlag(condition, condition.key.value, 'true');
}

function isOnOneOf(condition: Condition, keys: readonly string[]): boolean {
  return keys.some((key) => isAboutKey(condition, key));
}
