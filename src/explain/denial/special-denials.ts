import type { Denial, DenialCause, DenialSpecial } from './denial.js';
import { deniedAction, resourceOr, shown } from './denial-words.js';

/** What a denial means that names no policy type, and where to look. */
export const SPECIAL_DENIALS: Readonly<Record<DenialSpecial, (denial: Denial) => string[]>> = {
  bare: (denial) => {
    const { action, form, statedReason } = denial;
    const what = action === undefined ? 'access' : deniedAction(denial);
    if (statedReason !== undefined) {
      return [
        `AWS denied ${what} in words of its own: "${shown(statedReason)}"`,
        'That may have nothing to do with a policy. If it does not help, any policy type may be the cause.',
      ];
    }
    return [
      `AWS says only that ${what} is denied: any policy type may be the cause.`,
      ...(form === 'cloudtrail'
        ? []
        : [
            'CloudTrail may have more: look for the event with this error in Event history, and give it to iamlint as JSON.',
          ]),
    ];
  },
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
    `STS refused ${deniedAction(denial)}: the role trust policy does not let this token in, or the role does not exist.`,
    "Compare the token's issuer, audience and subject with the Principal and the conditions of the role trust policy. For GitHub Actions the subject changes with the branch, the environment and the form of the repository's name.",
    'IAM console: Roles, the role, Trust relationships; `aws iam get-role`. CloudTrail has the refused call with the subject it came with.',
  ],
  apiAuthorizer: ({ kind }) => [
    kind === 'explicitDeny'
      ? "The API's authorizer returned a policy with a Deny for this method, or its API key does not allow it. No IAM policy of the caller is involved."
      : "The API's authorizer returned a policy that does not allow this method. No IAM policy of the caller is involved.",
    'API Gateway console: the API, Authorizers; then the log of the function behind it. A cached answer for another method gives the same error.',
  ],
  organizations: (denial) => [
    `AWS Organizations refused ${deniedAction(denial)} without saying why.`,
    'Most of its operations work only in the management account or from a delegated administrator: check the account first, then the identity-based policies of the caller.',
  ],
  queue: (denial) => [
    `Amazon SQS refused the call on ${resourceOr('a queue', denial)} without saying why.`,
    'Look at the identity-based policies of the caller and at the queue policy: SQS console, the queue, Access policy. A queue of another account needs both.',
  ],
};

export const DENIAL_CAUSE_TEXTS: Readonly<Record<DenialCause, string>> = {
  resourceDoesNotExist:
    'The key does not exist in this Region. Check its ID or alias, the Region and the account.',
  noResourcePolicyAllows:
    "The key policy does not let the principal in, neither by name nor by naming its account. A key in another account needs an Allow in the caller's identity-based policies as well.",
  resourcePolicyDenies: 'The key policy has a Deny that matches.',
};

/** Specials that no policy of the caller or the organization can be behind. */
const SETTLED: ReadonlySet<DenialSpecial> = new Set([
  'apiAuthorizer',
  'blockPublicAcls',
  'blockPublicPolicy',
  'crossAccountPassRole',
  'sseCustomerKey',
]);

export function isSettled({ special }: Denial): boolean {
  return special !== undefined && SETTLED.has(special);
}
