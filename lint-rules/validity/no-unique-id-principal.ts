import { defineRule, uniqueIdPrincipals } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-unique-id-principal',
    description: 'Disallow the unique ids of users and roles as principals of a resource',
    severity: 'low',
    confidence: 'high',
    policyTypes: ['resource-based', 'vpc-endpoint'],
    remediation: 'Remove the id, or write the ARN of the entity that is meant today.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
    ],
    messages: {
      unknown:
        "The principal '{id}' is the unique id of a user or role. AWS shows the id where it once had an ARN: the entity has been deleted, and a new one of the same name does not match it.",
      live: "The principal '{id}' is the unique id of {arn}. Nobody can read who that is: write the ARN.",
    },
    accessAnalyzer: ['INVALID_ROLE_REFERENCE', 'INVALID_USER_REFERENCE'],
  },
  *checkStatement(statement, document, { graph, finding }) {
    for (const { at, live } of uniqueIdPrincipals(graph, statement)) {
      const id = at.value;
      const draft = { at, document, subject: document.owner };
      if (live) yield finding('live', { ...draft, confidence: 'low', data: { id, arn: live.arn } });
      else yield finding('unknown', { ...draft, data: { id } });
    }
  },
});
