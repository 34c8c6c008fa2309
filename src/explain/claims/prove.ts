import {
  CLAIM_REPORT_SCHEMA_VERSION,
  listing,
  type ClaimName,
  type PolicyDocument,
  type PolicyType,
  type Proof,
  type ProofReport,
  type ReportedClaim,
} from '../../model/index.js';
import { accessNotGranted, notPublic, type PublicMeaning } from '../../prover/index.js';
import { policyName } from '../answer/words.js';
import { QuestionError } from '../question/index.js';
import { checkClaimedAccess, type ClaimedAccess } from './claimed-access.js';
import { unreadRemarks } from './compare-policies.js';
import { reportedClaim } from './reported-claim.js';
import { accessIn, because } from './words.js';

/** What is claimed of each policy. */
export interface Claims {
  readonly notGranted?: ClaimedAccess;
  readonly notPublic?: PublicMeaning;
}

/** @throws QuestionError where a claim cannot be made of such policies */
export function prove(documents: readonly PolicyDocument[], claims: Claims): ProofReport {
  const odd = claims.notGranted ? checkClaimedAccess(claims.notGranted) : [];
  return {
    kind: 'proofs',
    schemaVersion: CLAIM_REPORT_SCHEMA_VERSION,
    remarks: [...odd, ...documents.flatMap(unreadRemarks)],
    proofs: documents.flatMap((document) => proofsOf(document, claims)),
  };
}

function proofsOf(document: PolicyDocument, { notGranted, notPublic: meaning }: Claims): readonly Proof[] {
  return [
    ...(notGranted
      ? [
          proof(
            document,
            'not-granted',
            reportedClaim(accessNotGranted([document], notGranted), policyName),
            {
              holds: `grants no access to ${claimedText(notGranted)}`,
              fails: 'grants access',
            },
          ),
        ]
      : []),
    ...(meaning ? [publicProof(document, meaning)] : []),
  ];
}

/** Types whose statements say to whom they grant access. */
const GRANTING_TO_NAMED: readonly PolicyType[] = ['resource-based', 'role-trust', 'vpc-endpoint'];

function publicProof(document: PolicyDocument, meaning: PublicMeaning): Proof {
  if (!GRANTING_TO_NAMED.includes(document.type)) {
    throw new QuestionError(
      `${document.name} is judged as ${document.type}, and such a policy names no principals, so it cannot be public.`,
      'Claim --not-public of resource-based policies and role trust policies; say with --type what the files are.',
    );
  }
  return proof(document, 'not-public', reportedClaim(notPublic(document, meaning), policyName), {
    holds: meaning === 's3' ? "is not public in S3's meaning" : 'is not public',
    fails: meaning === 's3' ? "is public in S3's meaning" : 'is public',
  });
}

function proof(
  { name, type }: PolicyDocument,
  claim: ClaimName,
  reported: ReportedClaim,
  words: { readonly holds: string; readonly fails: string },
): Proof {
  return { claim, file: name, policyType: type, answer: answerOf(name, reported, words), ...reported };
}

function answerOf(
  file: string,
  claim: ReportedClaim,
  { holds, fails }: { readonly holds: string; readonly fails: string },
): string {
  switch (claim.verdict) {
    case 'proved':
      return `${file} ${holds}.`;
    case 'refuted':
      return `${file} ${fails}: ${accessIn(claim)}.`;
    case 'undecided':
      return `Whether ${file} ${fails} could not be decided, because ${because(claim)}.`;
  }
}

function claimedText({ actions, resources }: ClaimedAccess): string {
  return `${listing(actions)}${resources === undefined ? '' : ` on ${listing(resources)}`}`;
}
