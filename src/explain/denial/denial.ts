import { isAccountId, parseArn, type Decision, type PolicyType } from '../../model/index.js';

/** Who was denied. */
export interface DeniedPrincipal {
  /** As the message has it: an ARN, a service's host name, `anonymous`, or a bare name. */
  readonly text: string;
  /** Undefined where the text is no ARN, or one whose account is not known. */
  readonly arn: string | undefined;
  /** Whether the text is an ARN whose account was hidden, as in `********3333`: its other fields still say something. */
  readonly masked: boolean;
}

/** What AWS KMS lists as possible where it does not say which. */
export const DENIAL_CAUSES = [
  'resourceDoesNotExist',
  'noResourcePolicyAllows',
  'resourcePolicyDenies',
] as const;
export type DenialCause = (typeof DENIAL_CAUSES)[number];

/** A denial that says something other than which policy type denied. */
export type DenialSpecial =
  /** Nothing but that access is denied. */
  | 'bare'
  /** S3 refuses a public ACL, a public policy, or an upload with a key of the customer's: no policy is involved. */
  | 'blockPublicAcls'
  | 'blockPublicPolicy'
  | 'sseCustomerKey'
  /** A role of another account was passed to a service, which no policy can allow. */
  | 'crossAccountPassRole'
  /** STS refused a web identity token or a SAML assertion for a role. */
  | 'federatedTrust'
  /** An API's authorizer answered, not IAM. */
  | 'apiAuthorizer'
  | 'organizations'
  | 'queue';

/**
 * What an access-denied message, a CloudTrail event or a decoded authorization message says. AWS names one policy
 * type even if several deny, so this is where an explanation starts and not where it ends.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export interface Denial {
  readonly form: 'message' | 'cloudtrail' | 'decoded';
  /** `unknown` where AWS does not say, or where no policy decided. */
  readonly kind: Exclude<Decision, 'allowed'> | 'unknown';
  readonly principal: DeniedPrincipal | undefined;
  /** As AWS spells it where the catalogue has it, otherwise as the message has it. */
  readonly action: string | undefined;
  /** An ARN or `*` where the message gives one or it follows; otherwise as the message has it. */
  readonly resource: string | undefined;
  readonly policyType: PolicyType | undefined;
  /** The type behind the named one: a VPC endpoint policy may deny "transitively through" a service control policy. */
  readonly through: PolicyType | undefined;
  /** The policy that denied; AWS gives it for explicit denies within one account or organization. */
  readonly policyArn: string | undefined;
  /** Empty where AWS names one cause or none. */
  readonly causes: readonly DenialCause[];
  readonly special: DenialSpecial | undefined;
  /** AWS's own words, where they are none of the forms above. One line. */
  readonly statedReason: string | undefined;
  /** Sids of the statements that matched; only a decoded authorization message has them. */
  readonly statementIds: readonly string[];
  /** The API operation that was called, which may not be the action that failed: `RunInstances` fails on `iam:PassRole`. */
  readonly operation: string | undefined;
  /** The prefix of the service that was called. */
  readonly service: string | undefined;
  /** For `sts:DecodeAuthorizationMessage`. */
  readonly encodedMessage: string | undefined;
  readonly requestId: string | undefined;
  /** Condition keys with the values that the request had. Empty for a message. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** To be filled in with what a source does say. */
export const NOTHING_SAID: Omit<Denial, 'form'> = {
  kind: 'unknown',
  principal: undefined,
  action: undefined,
  resource: undefined,
  policyType: undefined,
  through: undefined,
  policyArn: undefined,
  causes: [],
  special: undefined,
  statedReason: undefined,
  statementIds: [],
  operation: undefined,
  service: undefined,
  encodedMessage: undefined,
  requestId: undefined,
  context: {},
};

export function deniedPrincipal(text: string): DeniedPrincipal {
  const account = parseArn(text)?.account;
  const known = account !== undefined && isAccountId(account);
  return { text, arn: known ? text : undefined, masked: account !== undefined && !known };
}

/** The error codes with which AWS services deny access, without a prefix such as `Client.`. */
const DENIAL_CODES: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AccessDeniedFault',
  'AuthorizationError',
  'AuthorizationErrorException',
  'Forbidden',
  'ForbiddenException',
  'KMSAccessDeniedFault',
  'UnauthorizedOperation',
]);

/** Whether an error code such as `Client.UnauthorizedOperation` says that access was denied. */
export function isDenialCode(code: string): boolean {
  return DENIAL_CODES.has(code.slice(code.lastIndexOf('.') + 1));
}
