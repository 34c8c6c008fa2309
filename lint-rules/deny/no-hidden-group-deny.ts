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
        "The deny in {policy} takes {lost} from '{principal}', granted by {grantors}. It comes with the group alone: no policy of the user shows it.",
    },
  },
  *checkPrincipal(principal, { graph, finding }) {
    for (const removal of strayRemovals(graph, principal)) {
      const grants = removal.grants.filter(({ hidden }) => hidden);
      if (grants.length === 0) continue;
      yield finding('hidden', {
        ...removalEvidence(removal, grants),
        subject: principal.arn,
        data: {
          principal: principal.name,
          policy: policyText(removal.policy),
          lost: lostText(grants) + onResources(removal),
          grantors: listing(grants.map((grant) => policyText(grant.policy))),
        },
      });
    }
  },
});
