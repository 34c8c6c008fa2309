import { isAwsManaged } from '../model/index.js';

/** As the last part of the ARN, with the version that AWS puts behind some of them. */
const FULL_ACCESS = /(^AdministratorAccess|^PowerUserAccess|FullAccess(Policy)?)(_?v\d+)?$/i;

/**
 * Whether an ARN is that of a managed policy of AWS, in any partition, that gives everything, everything but IAM,
 * or everything that one service has.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export function isFullAccessPolicy(policyArn: string): boolean {
  return isAwsManaged(policyArn) && FULL_ACCESS.test(policyArn.slice(policyArn.lastIndexOf('/') + 1));
}
