/** The fields of an ARN. The resource is everything after the fifth colon. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/**
 * The fields of `text`, or undefined where it is not an ARN of six fields.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function parseArn(text: string): Arn | undefined {
  if (!text.startsWith('arn:')) return undefined;
  const partitionEnd = text.indexOf(':', PREFIX);
  const serviceEnd = partitionEnd < 0 ? -1 : text.indexOf(':', partitionEnd + 1);
  const regionEnd = serviceEnd < 0 ? -1 : text.indexOf(':', serviceEnd + 1);
  const accountEnd = regionEnd < 0 ? -1 : text.indexOf(':', regionEnd + 1);
  if (accountEnd < 0) return undefined;
  return {
    partition: text.slice(PREFIX, partitionEnd),
    service: text.slice(partitionEnd + 1, serviceEnd),
    region: text.slice(serviceEnd + 1, regionEnd),
    account: text.slice(regionEnd + 1, accountEnd),
    resource: text.slice(accountEnd + 1),
  };
}

const PREFIX = 'arn:'.length;

/** The twelve digits of an account id. */
export function isAccountId(text: string): boolean {
  return /^[0-9]{12}$/.test(text);
}

/**
 * The account that a principal of a policy names as a whole: twelve digits, or the ARN of its root.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts
 */
export function accountNamedBy(principal: string): string | undefined {
  if (isAccountId(principal)) return principal;
  const arn = parseArn(principal);
  return arn?.service === 'iam' && arn.resource === 'root' && isAccountId(arn.account)
    ? arn.account
    : undefined;
}

/** Whether a managed policy is AWS's own, in any partition: its account field is `aws`. */
export function isAwsManaged(policyArn: string): boolean {
  return /^arn:[^:]*:[^:]*:[^:]*:aws:/.test(policyArn);
}
