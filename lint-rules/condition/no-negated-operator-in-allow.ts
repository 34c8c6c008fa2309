import { isAlwaysSent } from '../../src/evaluator/index.js';
import {
  asksForKey,
  defineRule,
  holdsWithoutKey,
  neverSent,
  ownComparisons,
  sendersOf,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-negated-operator-in-allow',
    description: 'Disallow an Allow that is limited by what a request is not',
    severity: 'medium',
    confidence: 'medium',
    remediation: 'Allow what is meant with a positive operator, or deny the rest in a statement of its own.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html',
    ],
    messages: {
      negated: "The statement allows every request without '{key}', since {operator} holds for them, too.",
    },
  },
  *checkConditions(statement, document, { graph, finding }) {
    if (statement.effect !== 'Allow') return;
    for (const { comparison, key, name, operator: at, values } of ownComparisons(
      statement,
      document,
      graph,
    )) {
      if (!comparison.negated || !holdsWithoutKey(comparison)) continue;
      // Where the empty value is excluded, the tag is asked for elsewhere.
      if (values.some(({ value }) => value === '') || /^aws:resource(?:account|org)/.test(name)) continue;
      if (
        isAlwaysSent(name) ||
        neverSent(name, sendersOf(statement, document)) ||
        asksForKey(statement, name)
      )
        continue;
      const isCaller = /^aws:(?:principal|source|vpc)/.test(name);
      yield finding('negated', {
        at,
        document,
        related: [{ token: key, label: 'the key' }],
        ...(!isCaller && { confidence: 'low' }),
        data: { key: key.value, operator: at.value },
      });
    }
  },
});
