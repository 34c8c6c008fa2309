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
  const [prefix, partition, service, region, account, ...resource] = text.split(':');
  if (prefix !== 'arn' || partition === undefined || service === undefined) return undefined;
  if (region === undefined || account === undefined || resource.length === 0) return undefined;
  return { partition, service, region, account, resource: resource.join(':') };
}

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
  return parseArn(policyArn)?.account === 'aws';
}
