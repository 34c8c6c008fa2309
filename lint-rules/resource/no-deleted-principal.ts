import { defineRule, uniqueIdPrincipals } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'resource/no-deleted-principal',
    description: 'Disallow resource-based policies that name a deleted user or role',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['resource-based', 'vpc-endpoint'],
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
  *checkStatement(statement, document, { graph, finding }) {
    for (const { at, kind, live } of uniqueIdPrincipals(graph, statement)) {
      const id = at.value;
      const draft = { at, document };
      if (live) yield finding('live', { ...draft, confidence: 'low', data: { id, arn: live.arn } });
      else yield finding('deleted', { ...draft, data: { id, kind } });
    }
  },
});
