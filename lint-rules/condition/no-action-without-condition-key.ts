import { defineRule, holdsWithoutKey, keyCarriers, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-action-without-condition-key',
    description: 'Disallow actions beside others whose condition key they do not carry',
    severity: 'medium',
    confidence: 'medium',
    remediation:
      'Put the action into a statement of its own, or take the operator with IfExists if the condition is for the others.',
    references: [
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists',
    ],
    messages: {
      allow: "Requests for {action} do not carry '{key}', and the statement does not allow them.",
      deny: "Requests for {action} do not carry '{key}', and the statement does not deny them.",
      always: "Requests for {action} do not carry '{key}', and the statement denies them all.",
    },
    accessAnalyzer: ['UNSUPPORTED_ACTION_FOR_CONDITION_KEY'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, key } of ownComparisons(statement, document, graph)) {
      const { carrying, lacking } = keyCarriers(statement, key.value) ?? { carrying: [], lacking: [] };
      const holds = holdsWithoutKey(comparison);
      if (
        carrying.length === 0 ||
        comparison.ifExists ||
        comparison.set === 'ForAllValues' ||
        (holds && statement.effect === 'Allow')
      )
        continue;
      for (const at of lacking) {
        if (/[*?]/.test(at.value)) continue;
        yield finding(holds ? 'always' : statement.effect === 'Allow' ? 'allow' : 'deny', {
          at,
          document,
          related: [{ token: key, label: 'the key' }],
          data: { action: at.value, key: key.value },
        });
      }
    }
  },
});
