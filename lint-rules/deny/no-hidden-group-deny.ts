import { removals } from '../../src/graph/index.js';
import { defineRule, deniedText, grantsText, policyText, removalEvidence } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'deny/no-hidden-group-deny',
    description:
      'Disallow denies that take from a user what was granted outside the group that they come from',
    severity: 'low',
    confidence: 'high',
    remediation:
      'Take the user out of the group, or attach the deny to the users it is meant for, where their own policies show it.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html',
    ],
    messages: {
      hidden:
        "'{principal}' is denied {denied} only through a group: {policy} takes it out of {grants}. Nothing on the user itself shows why.",
    },
  },
  *checkPrincipal(principal, { graph, finding }) {
    for (const removal of removals(graph, principal)) {
      const grants = removal.grants.filter(({ hidden }) => hidden);
      if (grants.length === 0) continue;
      yield finding('hidden', {
        ...removalEvidence(removal, grants),
        subject: principal.arn,
        data: {
          principal: principal.name,
          denied: deniedText(grants),
          policy: policyText(removal.policy),
          grants: grantsText(grants),
        },
      });
    }
  },
});
