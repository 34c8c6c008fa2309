import { consequence, defineRule, holdsEveryAddress, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-whole-internet',
    description: 'Disallow address conditions that take in every address',
    severity: 'high',
    confidence: 'high',
    remediation: 'Name the blocks that are meant, or take the condition away if every address is.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress',
    ],
    messages: { everywhere: "'{key}' is compared to every address there is: the condition {consequence}." },
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, key, values } of ownComparisons(statement, document, graph)) {
      const [at] = values;
      if (comparison.family !== 'IPAddress' || at === undefined) continue;
      if (!holdsEveryAddress(values.map(({ value }) => value))) continue;
      yield finding('everywhere', {
        at,
        document,
        data: { key: key.value, consequence: consequence(statement, !comparison.negated) },
      });
    }
  },
});
