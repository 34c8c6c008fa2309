import { removals } from '../../src/graph/index.js';
import { defineRule, deniedText, grantsText, policyText, removalEvidence } from '../../src/linter/index.js';

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
        "'{principal}' does not have full access: {policy} denies {denied}, out of {grants}. Who reads only the grant expects these to work.",
    },
  },
  *checkPrincipal(principal, { graph, finding }) {
    for (const removal of removals(graph, principal)) {
      const grants = removal.grants.filter(({ extent, hidden }) => extent === 'part' && !hidden);
      if (grants.length === 0) continue;
      yield finding('narrowed', {
        ...removalEvidence(removal, grants),
        subject: principal.arn,
        data: {
          principal: principal.name,
          policy: policyText(removal.policy),
          denied: deniedText(grants),
          grants: grantsText(grants),
        },
      });
    }
  },
});
