import {
  defineRule,
  listing,
  lostText,
  onResources,
  policyText,
  removalEvidence,
  strayRemovals,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'deny/no-narrowed-full-access',
    description: 'Disallow full access that a deny makes less than full',
    severity: 'low',
    confidence: 'high',
    remediation: 'Grant what is meant instead of full access; the deny is then not needed.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html',
    ],
    messages: {
      narrowed:
        "'{principal}' does not have the full access that {grantors} promises: {policy} denies {lost}. Who sees only the grant expects these to work.",
    },
  },
  *checkPrincipal(principal, { graph, finding }) {
    for (const removal of strayRemovals(graph, principal)) {
      const grants = removal.grants.filter(({ extent, hidden }) => extent === 'part' && !hidden);
      if (grants.length === 0) continue;
      yield finding('narrowed', {
        ...removalEvidence(removal, grants),
        subject: principal.arn,
        data: {
          principal: principal.name,
          policy: policyText(removal.policy),
          grantors: listing(grants.map((grant) => policyText(grant.policy))),
          lost: lostText(grants) + onResources(removal),
        },
      });
    }
  },
});
