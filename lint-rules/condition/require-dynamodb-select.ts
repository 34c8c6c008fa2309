import type { Statement } from '../../src/model/index.js';
import { defineRule, includesAction, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/require-dynamodb-select',
    description: 'Require dynamodb:Select beside dynamodb:Attributes',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Add StringEqualsIfExists dynamodb:Select with SPECIFIC_ATTRIBUTES.',
    references: [
      'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-dynamodb-attributes-without-select',
    ],
    messages: {
      missing:
        "A request that names no attributes gets them all, whatever '{key}' allows. Ask for dynamodb:Select SPECIFIC_ATTRIBUTES as well.",
    },
    accessAnalyzer: ['DYNAMODB_ATTRIBUTES_WITHOUT_SELECT'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    if (statement.effect !== 'Allow') return;
    const conditions = ownComparisons(statement, document, graph);
    if (
      conditions.some(
        ({ name, values }) =>
          name === 'dynamodb:select' && values.every(({ value }) => value === 'SPECIFIC_ATTRIBUTES'),
      )
    )
      return;
    for (const { key: at, name } of conditions) {
      if (name === 'dynamodb:attributes' && readsItems(statement))
        yield finding('missing', { at, document, data: { key: at.value } });
    }
  },
});

function readsItems({ action }: Statement): boolean {
  return ['BatchGetItem', 'GetItem', 'Query', 'Scan'].some((name) =>
    includesAction(action, `dynamodb:${name}`),
  );
}
