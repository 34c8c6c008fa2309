import { defineRule, isOwnText, variablesIn, variableValues } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-malformed-variable-in-value',
    description: 'Disallow policy variables that are not written as IAM reads them',
    severity: 'high',
    confidence: 'high',
    remediation: "Write ${key}, or ${key, 'default'} with the default in single quotes.",
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html'],
    messages: {
      unclosed: "'{variable}' has no closing brace, and is not replaced.",
      empty: "'{variable}' names no condition key, and nothing can replace it.",
      unquoted: "The default of '{variable}' does not stand in single quotes, and is not taken.",
      space: "'{variable}' has a space in the name of its key, and no request carries such a key.",
    },
    accessAnalyzer: [
      'EMPTY_VARIABLE',
      'MISSING_BRACE_IN_VARIABLE',
      'MISSING_QUOTE_IN_VARIABLE',
      'UNSUPPORTED_SPACE_IN_VARIABLE',
    ],
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (document.version?.value !== '2012-10-17' || !isOwnText(document, graph)) return;
    for (const at of variableValues(statement)) {
      for (const { error, text } of variablesIn(at.value)) {
        if (error !== undefined) yield finding(error, { at, document, data: { variable: text } });
      }
    }
  },
});
