import {
  defineRule,
  grantsText,
  policyText,
  removalEvidence,
  strayRemovals,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'deny/no-stray-deny',
    description: 'Disallow explicit denies that remove what the same principal is granted',
    severity: 'medium',
    confidence: 'high',
    remediation:
      'Decide which of the two is meant: remove the grant, or except the actions that are needed from the deny.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html',
    ],
    messages: {
      removed:
        "'{principal}' is granted {grants}, and the deny in {policy} removes it. An explicit deny wins over every Allow.",
    },
  },
  *checkPrincipal(principal, { graph, finding }) {
    for (const removal of strayRemovals(graph, principal)) {
      const grants = removal.grants.filter(({ extent, hidden }) => extent === 'whole' && !hidden);
      if (grants.length === 0) continue;
      yield finding('removed', {
        ...removalEvidence(removal, grants),
        subject: principal.arn,
        data: { principal: principal.name, grants: grantsText(grants), policy: policyText(removal.policy) },
      });
    }
  },
});
