import { accountOf } from '../../graph/index.js';
import { evaluate } from '../../evaluator/index.js';
import {
  listing,
  type Bucket,
  type BucketGrant,
  type Decision,
  type Note,
  type Statement,
} from '../../model/index.js';
import { isCutOff, situationOf, type Situation } from './situation.js';
import { accountName, subjectName } from './words.js';

/** What decides about a bucket or an object besides policies: who owns it, access control lists, Block Public Access. */
export function bucketNotes(situation: Situation, possible: readonly Decision[]): readonly Note[] {
  const { bucket, request } = situation;
  if (bucket === undefined) return [];
  const isObject = request.resource.startsWith(`${bucket.arn}/`);
  return [
    ...publicAccessNotes(situation, bucket),
    ...ownershipNotes(situation, bucket, isObject),
    ...aclNotes(situation, bucket),
    ...(possible.includes('allowed') ? listNotes(situation, bucket) : []),
  ];
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
function publicAccessNotes(situation: Situation, bucket: Bucket): readonly Note[] {
  if (!isCutOff(situation)) return [];
  const everybody = (bucket.policy?.statements ?? []).filter(isForEverybody);
  const names = everybody.map(({ sid, index }) => (sid ? `'${sid.value}'` : `number ${index + 1}`));
  const which =
    names.length === 0
      ? ''
      : ` ${names.length === 1 ? 'The statement' : 'The statements'} ${listing(names)} ${names.length === 1 ? 'names' : 'name'} everybody without a condition.`;
  return [
    {
      topic: 'public-access-block',
      text: `S3 calls the bucket policy public, and with RestrictPublicBuckets on that closes the bucket to every other account, also for statements that name one.${which} Name principals there, and the others work again.`,
    },
  ];
}

function isForEverybody({ effect, principal, conditions }: Statement): boolean {
  return (
    effect === 'Allow' &&
    conditions.length === 0 &&
    principal !== undefined &&
    !principal.negated &&
    principal.values.some(({ token }) => token.value === '*')
  );
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
function ownershipNotes(
  { graph, request, bearing }: Situation,
  bucket: Bucket,
  isObject: boolean,
): readonly Note[] {
  const { ObjectOwnership: ownership } = bucket.detail;
  const account = accountName(graph, bucket.account);
  const note = (text: string): readonly Note[] => [{ topic: 'ownership', text }];
  const isForeign = bearing.resourceAccount !== undefined && bearing.resourceAccount !== bucket.account;
  const caller = accountOf(request.principal);
  if (!isObject || ownership === undefined) return [];
  if (ownership === 'BucketOwnerEnforced') {
    return isForeign || caller !== bucket.account
      ? note(
          `Access control lists are off for the bucket (BucketOwnerEnforced): every object in it belongs to ${account}, whoever wrote it, and policies alone decide.`,
        )
      : [];
  }
  if (isForeign) {
    return note(
      `The object belongs to ${accountName(graph, bearing.resourceAccount)}, which wrote it: no Allow of the bucket policy or of ${account} covers it, a Deny does. Its owner has to grant access in the object's access control list. Setting Object Ownership to BucketOwnerEnforced gives all objects to ${account}.`,
    );
  }
  const rule =
    ownership === 'BucketOwnerPreferred'
      ? `Access control lists are on for the bucket (BucketOwnerPreferred): an object that another account writes belongs to ${account} only if it was written with the canned ACL bucket-owner-full-control.`
      : `Access control lists are on for the bucket (ObjectWriter): an object belongs to the account that writes it, and what the bucket policy allows does not cover the objects of others.`;
  return note(
    `${rule} \`aws s3api get-object-acl\` shows the owner. Setting Object Ownership to BucketOwnerEnforced ends this.`,
  );
}

const GROUPS: Readonly<Record<string, string>> = {
  'http://acs.amazonaws.com/groups/global/AllUsers': 'everybody',
  'http://acs.amazonaws.com/groups/global/AuthenticatedUsers': 'everybody with an AWS account',
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
function aclNotes({ graph }: Situation, bucket: Bucket): readonly Note[] {
  const { Acl: acl, ObjectOwnership: ownership, PublicAccessBlock: block } = bucket.detail;
  if (acl === undefined || ownership === undefined || ownership === 'BucketOwnerEnforced') return [];
  const settings = [block, graph.account(bucket.account)?.detail.PublicAccessBlock];
  const ignoresPublic = settings.some((setting) => setting?.IgnorePublicAcls === true);
  const grants = acl.Grants.filter(({ Grantee }) => Grantee.ID === undefined || Grantee.ID !== acl.OwnerId);
  const counting = grants.filter(
    ({ Grantee }) => !(ignoresPublic && Grantee.URI !== undefined && Grantee.URI in GROUPS),
  );
  if (counting.length === 0) return [];
  return [
    {
      topic: 'acl',
      text: `The bucket's access control list grants besides policies: ${listing(counting.map(grantText))}.`,
    },
  ];
}

function grantText({ Grantee, Permission }: BucketGrant): string {
  const who =
    (Grantee.URI !== undefined ? GROUPS[Grantee.URI] : undefined) ??
    Grantee.URI ??
    `the canonical user ${Grantee.ID ?? ''}`;
  return `${Permission} to ${who}`;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
function listNotes({ graph, request }: Situation, bucket: Bucket): readonly Note[] {
  if (request.action !== 's3:GetObject') return [];
  const { principal, context } = request;
  const list = situationOf(graph, { principal, context, action: 's3:ListBucket', resource: bucket.arn });
  if (evaluate(list.request, list.policies).possible.includes('allowed')) return [];
  return [
    {
      topic: 'list-bucket',
      text: `${subjectName(request.principal)} may not perform s3:ListBucket on the bucket. For an object that does not exist S3 then answers 403 Access Denied, and not 404: check the key first.`,
    },
  ];
}
