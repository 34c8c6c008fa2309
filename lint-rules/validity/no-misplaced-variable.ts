import { defineRule, hasVariable, resourceValues, standsForOwnText } from '../../src/linter/index.js';

const LEADING_FIELDS = 5;

export default defineRule({
  meta: {
    id: 'validity/no-misplaced-variable',
    description: 'Disallow policy variables where IAM puts nothing in their place',
    severity: 'medium',
    confidence: 'high',
    remediation:
      'Use policy variables in conditions and behind the fifth colon of an ARN in Resource; write other values out.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html'],
    messages: {
      element:
        "'{value}' has a policy variable in {element}, where IAM puts nothing in its place. Variables work in Resource and Condition only.",
      field:
        "'{value}' has a policy variable before the fifth colon of the ARN, where IAM puts nothing in its place. The ARN matches nothing.",
    },
    accessAnalyzer: ['VARIABLE_UNSUPPORTED_IN_ELEMENT'],
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (!standsForOwnText(document, graph)) return;
    const { effect, action, principal } = statement;
    const draft = { document, subject: document.owner };
    for (const at of effect === 'Allow' && action ? action.values : []) {
      if (!hasVariable(at.value)) continue;
      yield finding('element', { ...draft, at, data: { value: at.value, element: 'Action' } });
    }
    for (const { token: at } of principal?.values ?? []) {
      if (!hasVariable(at.value)) continue;
      yield finding('element', { ...draft, at, data: { value: at.value, element: 'Principal' } });
    }
    for (const at of resourceValues(statement)) {
      const [before = ''] = at.value.split('${', 1);
      if (!hasVariable(at.value) || !at.value.startsWith('arn:')) continue;
      if (before.split(':').length > LEADING_FIELDS) continue;
      yield finding('field', { ...draft, at, data: { value: at.value } });
    }
  },
});
