import { defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'trust/no-deleted-principal',
    description: 'Disallow role trust policies that name a deleted user or role',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation:
      'Remove the id, or write the ARN of the entity that is meant today and save the policy again.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
    ],
    accessAnalyzer: ['INVALID_ROLE_REFERENCE', 'INVALID_USER_REFERENCE'],
    messages: {
      deleted:
        "The principal '{id}' is the unique id of a {kind} that is gone. IAM shows the id where it once had an ARN; a new {kind} of the same name does not match it.",
      live: "The principal '{id}' is the unique id of {arn}. Nobody can read who that is: write the ARN.",
    },
  },
  *checkStatement({ principal }, document, { graph, finding }) {
    for (const { kind, token } of principal?.values ?? []) {
      const entityKind = KINDS.get(token.value.slice(0, 4));
      if (kind !== 'AWS' || entityKind === undefined || !isUniqueId(token.value)) continue;
      const live = graph.identityWithId(token.value);
      if (live) {
        yield finding('live', {
          at: token,
          document,
          confidence: 'low',
          data: { id: token.value, arn: live.arn },
        });
      } else {
        yield finding('deleted', { at: token, document, data: { id: token.value, kind: entityKind } });
      }
    }
  },
});

/** By the first four characters of the id. A group cannot be a principal. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['AIDA', 'user'],
  ['AROA', 'role'],
]);

function isUniqueId(text: string): boolean {
  return /^[A-Z0-9]{16,128}$/.test(text);
}
