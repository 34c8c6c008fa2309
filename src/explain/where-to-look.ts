import { parseArn, POLICY_TYPES, POLICY_TYPE_NAMES, type PolicyType } from '../model/index.js';
import type { Denial, DenialCause, DenialSpecial } from './denial.js';

/**
 * What a denial alone tells the person who got it, with no policy at hand: what kind of policy denied, where it is
 * kept, what else may deny as well, and what the message may hide. Each entry is one or more whole sentences.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
 */
export function describeWhereToLook(denial: Denial): readonly string[] {
  const { policyArn, through, statementIds, statedReason } = denial;
  const named = through ?? denial.policyType;
  return [
    ...headline(denial),
    ...(statedReason === undefined ? [] : [`AWS's own words: "${shown(statedReason)}".`]),
    ...(policyArn === undefined ? [] : [`AWS names the policy: ${shown(policyArn)}.`]),
    ...(statementIds.length === 0
      ? []
      : [`The statement that matched: ${statementIds.map(shown).join(', ')}.`]),
    ...(named === undefined || denial.special !== undefined ? [] : PLACES[named](denial)),
    ...disguises(denial),
    ...encodedMessage(denial),
    ...stillOpen(denial),
  ];
}

function headline(denial: Denial): string[] {
  const { special, causes, policyType, kind } = denial;
  if (special !== undefined) return SPECIALS[special](denial);
  if (causes.length > 0) {
    return [
      `AWS gives ${causes.length} possible causes and does not say which:`,
      ...causes.map((cause) => CAUSES[cause]),
    ];
  }
  const what = actionOf(denial);
  const name = policyType === undefined ? undefined : POLICY_TYPE_NAMES[policyType];
  switch (kind) {
    case 'explicitDeny':
      return [
        name === undefined
          ? `A Deny statement stopped ${what}; AWS does not say in which type of policy. A Deny wins over every Allow.`
          : `A Deny statement in ${ARTICLES[name.charAt(0)] ?? 'a'} ${name} stopped ${what}. A Deny wins over every Allow.`,
      ];
    case 'implicitDeny':
      return [
        name === undefined
          ? `No policy allows ${what}, and none denies it: an Allow is missing.`
          : `No ${name} allows ${what}. Nothing there denies it: an Allow is missing.`,
      ];
    case 'unknown':
      return [
        name === undefined
          ? `AWS denied ${what} and does not say why.`
          : `A ${name} stopped ${what}; AWS does not say whether a Deny matched or an Allow is missing.`,
      ];
  }
}

const ARTICLES: Readonly<Record<string, string>> = { i: 'an' };

const CAUSES: Readonly<Record<DenialCause, string>> = {
  resourceDoesNotExist:
    'The key does not exist in this Region. Check the key ID or alias, its Region and its account.',
  noResourcePolicyAllows:
    'The key policy allows the principal nothing. A key in another account needs an Allow in its key policy and one in the identity-based policies of the caller.',
  resourcePolicyDenies: 'The key policy has a Deny that matches.',
};

type Describe = (denial: Denial) => string[];

const SPECIALS: Readonly<Record<DenialSpecial, Describe>> = {
  bare: (denial) => [
    `AWS says only that ${denial.action === undefined ? 'access' : actionOf(denial)} is denied: any policy type may be the cause.`,
    'CloudTrail may have more: look for the event with this error in Event history, and give it to iamlint as JSON.',
  ],
  blockPublicAcls: () => [
    'S3 Block Public Access refused a public ACL: the setting BlockPublicAcls is on, for the bucket or for its account.',
    'No policy can allow it. Leave out the ACL and grant access with a bucket policy; turn the setting off only if the bucket is meant to be public.',
    'S3 console: the bucket, Permissions, Block public access. For the account: `aws s3control get-public-access-block`.',
  ],
  blockPublicPolicy: () => [
    'S3 Block Public Access refused a public bucket policy: the setting BlockPublicPolicy is on, for the bucket, the access point or the account.',
    'Name principals in the policy, or add a condition with a fixed value such as aws:PrincipalOrgID; then it is not public and S3 takes it.',
    'S3 console: the bucket, Permissions, Block public access. For the account: `aws s3control get-public-access-block`.',
  ],
  sseCustomerKey: () => [
    'The bucket refuses uploads encrypted with keys of the customer (SSE-C): a setting of its default encryption, not a policy.',
    'Upload with SSE-S3 or SSE-KMS. `aws s3api get-bucket-encryption` shows the setting as BlockedEncryptionTypes.',
  ],
  crossAccountPassRole: () => [
    'The role that was passed belongs to another account than the caller. iam:PassRole works within one account only, whatever the policies say.',
    'Check the account ID in the ARN of the role, and which account the credentials belong to: `aws sts get-caller-identity`.',
  ],
  federatedTrust: (denial) => [
    `STS refused ${actionOf(denial)}: the role trust policy does not let this token in.`,
    "Compare the token's issuer, audience and subject with the Principal and the conditions of the role trust policy. For GitHub Actions the subject changes with branch, environment and the form of the repository's name.",
    'IAM console: Roles, the role, Trust relationships; `aws iam get-role`. CloudTrail has the refused call with the subject it came with.',
    'AWS says the same where the role or the identity provider does not exist.',
  ],
  apiAuthorizer: ({ kind }) => [
    kind === 'explicitDeny'
      ? "The API's authorizer returned a policy with a Deny for this method, or its API key does not allow it. No IAM policy of the caller is involved."
      : "The API's authorizer returned a policy that does not allow this method. No IAM policy of the caller is involved.",
    'API Gateway console: the API, Authorizers; then the log of the function behind it. A cached answer for another method gives the same error.',
  ],
  organizations: (denial) => [
    `AWS Organizations refused ${actionOf(denial)} without saying why.`,
    'Most of its operations work only in the management account or from a delegated administrator: check the account first, then the identity-based policies of the caller.',
  ],
  queue: (denial) => [
    `Amazon SQS refused the call on ${denial.resource === undefined ? 'a queue' : shown(denial.resource)} without saying why.`,
    'Look at the identity-based policies of the caller and at the queue policy: SQS console, the queue, Access policy. A queue of another account needs both.',
  ],
};

const PLACES: Readonly<Record<PolicyType, Describe>> = {
  'identity-based': (denial) => [
    `Look at every identity-based policy of ${principalOf(denial)}: attached, inline, and those of its groups.`,
    'IAM console: Users or Roles, the name, Permissions. `aws iam get-account-authorization-details` has them all.',
  ],
  'permissions-boundary': (denial) => [
    `Look at the permissions boundary of ${principalOf(denial)}. It only limits: an Allow in another policy does not help.`,
    'IAM console: Users or Roles, the name, Permissions boundary. `aws iam get-user` and `aws iam get-role` name it.',
  ],
  session: () => [
    'A session policy comes with the session and is stored nowhere: whoever called AssumeRole or GetFederationToken gave it, in Policy or PolicyArns. Cognito identity pools add one of their own for guests.',
    'Look at the code or the tool that makes the session, or at the requestParameters of its AssumeRole event in CloudTrail.',
  ],
  'service-control': ({ kind }) => [
    kind === 'implicitDeny'
      ? 'Every level must allow the action: the root, each organizational unit, the account. Look for a level where FullAWSAccess was replaced by something narrower.'
      : 'The policy is attached to the account, to an organizational unit above it, or to the root. No policy inside the account can help.',
    'AWS Organizations console in the management account: Policies, Service control policies. `aws organizations list-policies-for-target` once for each level.',
  ],
  'resource-control': (denial) => [
    `The policy binds the resource${denial.resource === undefined ? '' : ` ${shown(denial.resource)}`}: look in the organization of the account that owns it, at the account, each organizational unit above it, and the root.`,
    'AWS Organizations console in the management account: Policies, Resource control policies. `aws organizations list-policies-for-target` once for each level.',
  ],
  'resource-based': (denial) => [
    `Look at the policy of ${denial.resource === undefined ? 'the resource' : shown(denial.resource)} itself: a bucket policy, key policy, queue policy or the like. In the console of its service it is under Permissions or Access policy.`,
    'A resource in another account needs an Allow there and one in the identity-based policies of the caller.',
  ],
  'role-trust': (denial) => [
    `Look at the role trust policy of ${denial.resource === undefined ? 'the role' : shown(denial.resource)}: which principals it names, and under which conditions.`,
    'IAM console: Roles, the role, Trust relationships; `aws iam get-role`.',
  ],
  'vpc-endpoint': (denial) => [
    `Look at the policy of the VPC endpoint${endpointOf(denial)} that the request went through. Another account may own it.`,
    'VPC console: Endpoints, the endpoint, Policy; `aws ec2 describe-vpc-endpoints`.',
  ],
};

/** What one sentence of AWS's can stand for besides what it says. */
function disguises(denial: Denial): string[] {
  const { policyType, through, kind, special } = denial;
  if (through !== undefined && policyType !== undefined) {
    return [
      `The ${POLICY_TYPE_NAMES[policyType]} denies only because a ${POLICY_TYPE_NAMES[through]} does: mend that one.`,
    ];
  }
  if (!isS3(denial)) return [];
  if (special === 'bare') {
    return [
      'S3 says no more where the bucket belongs to another organization, is a directory bucket, or was reached through a VPC endpoint of another account.',
      'It says the same of an object that does not exist, to a caller without s3:ListBucket, and of one whose KMS key the caller may not use.',
    ];
  }
  if (policyType !== 'resource-based') return [];
  return [
    kind === 'explicitDeny'
      ? 'No Deny in the bucket policy? Then it is S3 Block Public Access: RestrictPublicBuckets shows as an explicit deny in a resource-based policy.'
      : 'If only a public ACL grants access, it is S3 Block Public Access: IgnorePublicAcls shows as a missing Allow in a resource-based policy.',
  ];
}

function encodedMessage({ encodedMessage, form, policyType }: Denial): string[] {
  if (encodedMessage === undefined) return [];
  if (form === 'cloudtrail') {
    return [
      'CloudTrail cuts long messages, so the encoded part may not decode. Take it from the original error.',
    ];
  }
  const tells =
    policyType === undefined ? "what was denied, and the request's context" : "the request's context";
  return [
    `The encoded part tells ${tells}: decode it in the same account with \`aws sts decode-authorization-message\`, and give the output to iamlint.`,
  ];
}

/** Specials that no policy type can be behind. */
const SETTLED: ReadonlySet<DenialSpecial> = new Set([
  'apiAuthorizer',
  'blockPublicAcls',
  'blockPublicPolicy',
  'crossAccountPassRole',
  'sseCustomerKey',
]);

function stillOpen(denial: Denial): string[] {
  if (denial.special !== undefined && SETTLED.has(denial.special)) return [];
  const { policyType, through } = denial;
  const open = POLICY_TYPES.filter(
    (type) => type !== policyType && type !== through && canApply(type, denial),
  );
  const names = open.map((type) => PLURALS[type]);
  const list = `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
  return [
    policyType === undefined
      ? `Without the policies these cannot be ruled out: ${list}.`
      : `AWS names one policy type even if several deny. After this is mended another may deny; these cannot be ruled out: ${list}.`,
  ];
}

const PLURALS: Readonly<Record<PolicyType, string>> = {
  'identity-based': 'identity-based policies',
  'resource-based': 'resource-based policies',
  'role-trust': 'the role trust policy',
  'permissions-boundary': 'a permissions boundary',
  'service-control': 'service control policies',
  'resource-control': 'resource control policies',
  session: 'session policies',
  'vpc-endpoint': 'a VPC endpoint policy',
};

/** Whether a policy type can bear on a request of this principal at all. */
function canApply(type: PolicyType, { principal, action }: Denial): boolean {
  const identity = parseArn(principal?.text ?? '')?.resource ?? '';
  const assumes = action?.startsWith('sts:AssumeRole') === true;
  const nobody = principal?.text === 'anonymous';
  const root = identity === 'root';
  switch (type) {
    case 'role-trust':
      return assumes;
    case 'resource-based':
      return !assumes;
    case 'identity-based':
    case 'permissions-boundary':
      return !nobody && !root;
    case 'session':
      return !nobody && !root && !identity.startsWith('user/');
    case 'service-control':
      return !nobody;
    case 'resource-control':
    case 'vpc-endpoint':
      return true;
  }
}

function isS3({ action, service }: Denial): boolean {
  return action === undefined ? service === 's3' : action.startsWith('s3:');
}

function actionOf({ action, operation }: Denial): string {
  return shown(action ?? operation ?? 'the request');
}

function principalOf({ principal }: Denial): string {
  return principal === undefined ? 'the caller' : shown(principal.text);
}

function endpointOf({ context }: Denial): string {
  const endpoint = context['aws:SourceVpce']?.[0];
  return endpoint === undefined ? '' : ` ${shown(endpoint)}`;
}

/** Text from strangers, safe in a sentence: no control characters, no end of the line, no end at all. */
function shown(text: string): string {
  const printable = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
  return printable.length <= 300 ? printable : `${printable.slice(0, 300)}…`;
}
