import { isAwsManaged } from '../model/index.js';

const QUARANTINE = /\/AWSCompromisedKeyQuarantine(?:V\d+)?$/;

/**
 * Whether an ARN is that of the policy by which AWS quarantines a user whose access key it found in public.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCompromisedKeyQuarantineV3.html
 */
export function isQuarantine(policyArn: string): boolean {
  return isAwsManaged(policyArn) && QUARANTINE.test(policyArn);
}
