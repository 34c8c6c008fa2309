import {
  consequence,
  defineRule,
  holdsWithoutKey,
  keyCarriers,
  ownComparisons,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-unsupported-condition-key',
    description: 'Disallow condition keys that no request for the actions of the statement carries',
    severity: 'high',
    confidence: 'high',
    remediation:
      'Take a key that the Service Authorization Reference lists for the actions, or add the action that carries it.',
    references: [
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-unsupported-action-for-condition-key',
    ],
    messages: {
      unsupported: "No request for {actions} carries '{key}': the condition {consequence}.",
    },
    accessAnalyzer: ['MISSING_ACTION_FOR_CONDITION_KEY', 'UNSUPPORTED_ACTION_FOR_CONDITION_KEY'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, key: at } of ownComparisons(statement, document, graph)) {
      const carriers = keyCarriers(statement, at.value);
      if (carriers === undefined || carriers.carrying.length > 0) continue;
      const [first, ...more] = carriers.lacking;
      if (first === undefined) continue;
      yield finding('unsupported', {
        at,
        document,
        data: {
          actions: more.length === 0 ? first.value : `${first.value} and the other actions here`,
          key: at.value,
          consequence: consequence(statement, holdsWithoutKey(comparison)),
        },
      });
    }
  },
});
