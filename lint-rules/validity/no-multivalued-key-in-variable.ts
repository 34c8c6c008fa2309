import { conditionKeyType } from '../../src/model/catalogue/index.js';
import { defineRule, isOwnText, variablesIn, variableValues } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-multivalued-key-in-variable',
    description: 'Disallow policy variables for condition keys with several values',
    severity: 'high',
    confidence: 'high',
    remediation: 'Name the values, or take a key with one value.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html',
    ],
    messages: {
      multivalued:
        "'{variable}' is never replaced: the key has several values, and a variable stands for one.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (document.version?.value !== '2012-10-17' || !isOwnText(document, graph)) return;
    for (const at of variableValues(statement)) {
      for (const { key, text } of variablesIn(at.value)) {
        if (!conditionKeyType(key)?.startsWith('ArrayOf')) continue;
        yield finding('multivalued', { at, document, data: { variable: text } });
      }
    }
  },
});
