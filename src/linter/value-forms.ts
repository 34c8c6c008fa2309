import { intersects } from '../prover/index.js';

/** What the values of a condition key look like. */
interface ValueForm {
  /** As a sentence names one of them: `a VPC id such as …`. */
  readonly what: string;
  readonly fits: (value: string) => boolean;
  /** Patterns of which one matches every value. */
  readonly shapes: readonly string[];
  /** What a pattern besides may be made of. */
  readonly letters?: RegExp;
}

function form(what: string, fits: RegExp, ...shapes: readonly string[]): ValueForm {
  return { what, fits: (value) => fits.test(value), shapes };
}

function oneOf(...values: readonly string[]): ValueForm {
  return { what: `one of ${values.join(', ')}`, fits: (value) => values.includes(value), shapes: values };
}

const ACCOUNT: ValueForm = {
  ...form('an account id of twelve digits', /^(?:\d{12}|anonymous)$/, '????????????'),
  letters: /^[\d*?]*$/,
};
const ORGANIZATION = form("an organization's id such as o-a1b2c3d4e5", /^o-[a-z0-9]+$/, 'o-*');
const ORGANIZATION_PATH = form(
  'a path such as o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/, which ends in a slash',
  /^o-[a-z0-9]+\/r-[a-z0-9]+\/(?:ou-[a-z0-9-]+\/)*$/,
  'o-*/r-*/',
);
const VPC = form('a VPC id such as vpc-0a1b2c3d', /^vpc-[0-9a-f]{8,17}$/, 'vpc-*');
const VPC_ENDPOINT = form("a VPC endpoint's id such as vpce-0a1b2c3d", /^vpce-[0-9a-f]{8,17}$/, 'vpce-*');
const REGION = form('a Region such as eu-west-1', /^[a-z]{2,4}(?:-[a-z]+){1,3}-\d{1,2}$/, '??*-*-*');
const SERVICE = form(
  'a service principal such as lambda.amazonaws.com',
  /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/,
  '*.*',
);
const USER_ID: ValueForm = {
  ...form(
    'AIDA… for a user, AROA…:session for a role, or an account id',
    /^(?:AIDA[A-Z0-9]+|AROA[A-Z0-9]+:.+|\d{12}(?::.+)?|anonymous)$/,
    'AIDA*',
    'AROA*:*',
    '????????????',
    '????????????:*',
  ),
  letters: /^[A-Z\d*?]*(?::|$)/,
};
const KMS_KEY = form(
  "a KMS key's ARN, not an alias or a key id",
  /^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/.+$/,
  'arn:*:kms:*:*:key/*',
);
const BOOLEAN = oneOf('true', 'false');
const GRANTED_ACL = oneOf(
  'private',
  'public-read',
  'public-read-write',
  'authenticated-read',
  'aws-exec-read',
  'bucket-owner-read',
  'bucket-owner-full-control',
  'log-delivery-write',
);

/**
 * By key in lower case: those whose values AWS's pages give a form, or list.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
const FORMS: ReadonlyMap<string, ValueForm> = new Map([
  ['aws:principalaccount', ACCOUNT],
  ['aws:resourceaccount', ACCOUNT],
  ['aws:sourceaccount', ACCOUNT],
  ['aws:sourceowner', ACCOUNT],
  ['aws:vpceaccount', ACCOUNT],
  ['kms:calleraccount', ACCOUNT],
  ['s3:resourceaccount', ACCOUNT],
  ['s3:dataaccesspointaccount', ACCOUNT],
  ['aws:principalorgid', ORGANIZATION],
  ['aws:resourceorgid', ORGANIZATION],
  ['aws:sourceorgid', ORGANIZATION],
  ['aws:vpceorgid', ORGANIZATION],
  ['aws:principalorgpaths', ORGANIZATION_PATH],
  ['aws:resourceorgpaths', ORGANIZATION_PATH],
  ['aws:sourceorgpaths', ORGANIZATION_PATH],
  ['aws:vpceorgpaths', ORGANIZATION_PATH],
  ['aws:sourcevpc', VPC],
  ['aws:ec2instancesourcevpc', VPC],
  ['aws:sourcevpce', VPC_ENDPOINT],
  ['aws:requestedregion', REGION],
  ['ec2:region', REGION],
  ['aws:principalservicename', SERVICE],
  ['aws:principalservicenameslist', SERVICE],
  ['aws:calledvia', SERVICE],
  ['aws:calledviafirst', SERVICE],
  ['aws:calledvialast', SERVICE],
  ['iam:passedtoservice', SERVICE],
  ['iam:awsservicename', SERVICE],
  [
    'kms:viaservice',
    form(
      'a service principal with its Region, such as s3.eu-west-1.amazonaws.com',
      /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,4}(?:-[a-z]+){1,3}-\d{1,2}\.amazonaws\.com(?:\.cn)?$/,
      '*.*.amazonaws.com',
      '*.*.amazonaws.com.cn',
    ),
  ],
  ['aws:userid', USER_ID],
  ['aws:principaltype', oneOf('Account', 'User', 'FederatedUser', 'AssumedRole', 'Anonymous')],
  ['s3:x-amz-acl', GRANTED_ACL],
  ['s3:x-amz-server-side-encryption', oneOf('AES256', 'aws:kms', 'aws:kms:dsse', 'aws:fsx')],
  ['s3:x-amz-server-side-encryption-aws-kms-key-id', KMS_KEY],
  ['s3:authtype', oneOf('REST-HEADER', 'REST-QUERY-STRING', 'POST')],
  ['s3:signatureversion', oneOf('AWS', 'AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256')],
  ['ec2:tenancy', oneOf('default', 'dedicated', 'host')],
  ['ec2:metadatahttptokens', oneOf('optional', 'required')],
  ['dynamodb:select', oneOf('ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'COUNT')],
]);

/**
 * What the values of a key are, where `value` is none and matches none; undefined where it may be one, and where
 * nobody says what they are. Policy variables may stand for anything.
 *
 * @param key in lower case
 * @param isBoolean whether the key is a boolean
 * @param pattern whether `*` and `?` of the value are wildcards
 * @param anyCase whether the operator takes letters of any case
 */
export function formMissedBy(
  value: string,
  {
    key,
    isBoolean,
    pattern,
    anyCase,
  }: { key: string; isBoolean: boolean; pattern: boolean; anyCase: boolean },
): string | undefined {
  const wanted = isBoolean ? BOOLEAN : FORMS.get(key);
  const hasWildcard = /[*?]/.test(value);
  // What stands under an operator without wildcards is another defect.
  if (wanted === undefined || value.includes('${') || (hasWildcard && !pattern)) return undefined;
  const { what, fits, shapes, letters } = wanted;
  const mayFit = hasWildcard
    ? (letters?.test(value) ?? true) && shapes.some((shape) => intersects(value, shape) !== false)
    : fits(value) || (anyCase && (fits(value.toLowerCase()) || fits(value.toUpperCase())));
  return mayFit ? undefined : what;
}
