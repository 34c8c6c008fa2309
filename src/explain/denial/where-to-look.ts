import { POLICY_TYPE_NAMES } from '../../model/index.js';
import type { Denial } from './denial.js';
import { deniedAction, enumeration, shown } from './denial-words.js';
import { POLICY_PLACES } from './policy-places.js';
import { DENIAL_CAUSE_TEXTS, isSettled, SPECIAL_DENIALS } from './special-denials.js';
import { typesStillOpen } from './still-open.js';

/**
 * What a denial alone tells the person who got it, with no policy at hand: what kind of policy denied, where it is
 * kept, what the message may hide, and what else may deny as well. Each entry is one or more whole sentences; the
 * first says what happened.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
 */
export function describeWhereToLook(denial: Denial): readonly string[] {
  const { policyArn, special, statementIds } = denial;
  const policyType = denial.through ?? denial.policyType;
  if (special !== undefined) {
    return [
      ...SPECIAL_DENIALS[special](denial),
      ...disguises(denial),
      ...encoded(denial),
      ...stillOpen(denial),
    ];
  }
  return [
    ...whatHappened(denial),
    ...(policyArn === undefined ? [] : [`AWS names the policy: ${shown(policyArn)}`]),
    ...(statementIds.length === 0
      ? []
      : [`The statement that matched: ${statementIds.map(shown).join(', ')}. Look for this Sid.`]),
    ...(policyType === undefined ? [] : POLICY_PLACES[policyType](denial)),
    ...disguises(denial),
    ...encoded(denial),
    ...stillOpen(denial),
  ];
}

function whatHappened(denial: Denial): string[] {
  const { causes, kind, policyType, statedReason } = denial;
  const action = deniedAction(denial);
  if (causes.length > 0) {
    return [
      `AWS denied ${action}, gives ${causes.length} possible causes and does not say which it is:`,
      ...causes.map((cause) => DENIAL_CAUSE_TEXTS[cause]),
    ];
  }
  if (policyType === undefined) {
    if (statedReason !== undefined) {
      return [
        `A Deny stopped ${action}, in a type of policy that iamlint does not know: "${shown(statedReason)}"`,
      ];
    }
    switch (kind) {
      case 'explicitDeny':
        return [
          `A Deny statement stopped ${action}; AWS does not say in which type of policy. A Deny wins over every Allow.`,
        ];
      case 'implicitDeny':
        return [`No policy allows ${action}, and none denies it: an Allow is missing.`];
      case 'unknown':
        return [`AWS denied ${action} and does not say why.`];
    }
  }
  const name = POLICY_TYPE_NAMES[policyType];
  const article = name.startsWith('i') ? 'an' : 'a';
  switch (kind) {
    case 'explicitDeny':
      return [`A Deny statement in ${article} ${name} stopped ${action}. A Deny wins over every Allow.`];
    case 'implicitDeny':
      return [`No ${name} allows ${action}: an Allow is missing.`];
    case 'unknown':
      return [`The cause is ${article} ${name}: a Deny in it, or an Allow for ${action} that is missing.`];
  }
}

/** What one sentence of AWS's can stand for besides what it says. */
function disguises(denial: Denial): string[] {
  const { action, kind, policyType, service, special, through } = denial;
  if (through !== undefined && policyType !== undefined) {
    return [
      `The ${POLICY_TYPE_NAMES[policyType]} denies only because a ${POLICY_TYPE_NAMES[through]} does: mend that one.`,
    ];
  }
  if (action === 'sts:AssumeRole' && policyType === undefined) {
    return [
      'A role in another account needs both its role trust policy and the identity-based policies of the caller. A role that does not exist gives the same error.',
    ];
  }
  const isS3 = action?.startsWith('s3:') ?? service === 's3';
  if (isS3 && special === 'bare') {
    return [
      'S3 says no more where the bucket belongs to another organization, is a directory bucket, or was reached through a VPC endpoint of another account.',
      'It says the same of an object that does not exist, to a caller without s3:ListBucket, and of one whose KMS key the caller may not use.',
    ];
  }
  if (isS3 && policyType === 'resource-based') {
    return [
      kind === 'explicitDeny'
        ? 'No Deny in the bucket policy? It may be S3 Block Public Access: RestrictPublicBuckets shows as an explicit deny in a resource-based policy.'
        : 'If only a public ACL grants access, it is S3 Block Public Access: IgnorePublicAcls shows as a missing Allow in a resource-based policy.',
    ];
  }
  return [];
}

function encoded({ encodedMessage, form }: Denial): string[] {
  if (encodedMessage === undefined) return [];
  return [
    form === 'cloudtrail'
      ? 'CloudTrail cuts long messages, so the encoded part may not decode. Take it from the original error.'
      : 'The encoded part has the whole context of the request: decode it in the same account with `aws sts decode-authorization-message`, and give the output to iamlint.',
  ];
}

function stillOpen(denial: Denial): string[] {
  const types = typesStillOpen(denial);
  if (isSettled(denial) || denial.statedReason !== undefined || types.length === 0) return [];
  const list = enumeration(types);
  return [
    denial.policyType === undefined
      ? `Without the policies these cannot be ruled out: ${list}.`
      : `AWS names one policy type even if several deny. After this is mended another may deny; these cannot be ruled out: ${list}.`,
  ];
}
