import { defineRule, findOperator, isOwnText, nearestOperator } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-unknown-condition-operator',
    description: 'Disallow condition operators that do not exist',
    severity: 'high',
    confidence: 'high',
    remediation: 'Write the operator as the page of the condition operators has it.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
    ],
    messages: {
      misspelt:
        "'{operator}' is no condition operator, and IAM rejects the policy. Did you mean '{nearest}'?",
      unknown: "'{operator}' is no condition operator, and IAM rejects the policy.",
      nullIfExists:
        "'{operator}' is no condition operator, and IAM rejects the policy. Null asks whether the key exists: IfExists adds nothing to it.",
    },
    accessAnalyzer: ['INVALID_CONDITION_OPERATOR', 'NULL_WITH_IF_EXISTS'],
  },
  *checkDocument(document, { graph, finding }) {
    if (!isOwnText(document, graph)) return;
    const operators = document.statements.flatMap(({ conditions }) =>
      conditions.map(({ operator }) => operator),
    );
    // All keys under one operator share its place in the text.
    const places = new Map(operators.map((token) => [JSON.stringify(token.path), token]));
    for (const at of places.values()) {
      const found = findOperator(at.value);
      const operator = at.value;
      if (found?.family === 'Null' && found.ifExists) {
        yield finding('nullIfExists', { at, document, data: { operator } });
      } else if (found === undefined) {
        const nearest = nearestOperator(operator);
        if (nearest === undefined) yield finding('unknown', { at, document, data: { operator } });
        else yield finding('misspelt', { at, document, data: { operator, nearest } });
      }
    }
  },
});
