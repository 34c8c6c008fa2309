import { CLAIM_REPORT_SCHEMA_VERSION, type Comparison, type PolicyDocument } from '../../model/index.js';
import { noLostAccess, noNewAccess } from '../../prover/index.js';
import { policyName } from '../answer/words.js';
import { answerOf } from './comparison.js';
import { reportedClaim } from './reported-claim.js';

/** What it does to access to put one policy in the place of another of the same type. */
export function comparePolicies(existing: PolicyDocument, proposed: PolicyDocument): Comparison {
  const newAccess = reportedClaim(noNewAccess([existing], [proposed]), policyName);
  const lostAccess = reportedClaim(noLostAccess([existing], [proposed]), policyName);
  return {
    kind: 'comparison',
    schemaVersion: CLAIM_REPORT_SCHEMA_VERSION,
    old: existing.name,
    new: proposed.name,
    policyType: proposed.type,
    answer: answerOf(newAccess, lostAccess),
    remarks: [existing, proposed].flatMap(unreadRemarks),
    newAccess,
    lostAccess,
  };
}

/** What of a policy could not be read: a claim about it is hardly ever certain. */
export function unreadRemarks({ errors }: PolicyDocument): readonly string[] {
  return errors.map(({ message, location: { source, span } }) => `${source}:${span.start.line}: ${message}`);
}
