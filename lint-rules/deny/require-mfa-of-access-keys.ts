import { defineRule, hasUsers, isFlag, isOwnText } from '../../src/linter/index.js';
import type { Condition, PolicyDocument } from '../../src/model/index.js';

const PRESENT = 'aws:MultiFactorAuthPresent';

export default defineRule({
  meta: {
    id: 'deny/require-mfa-of-access-keys',
    description: 'Require denies without MFA to deny requests with access keys as well',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Take BoolIfExists, which is met without the key too.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists',
    ],
    messages: {
      missed:
        "This deny misses every request with the access keys of a user: those carry no '{key}', and {operator} is not met without it. The keys work without MFA.",
    },
    compliance: { cwe: ['CWE-308'] },
  },
  *checkConditions({ effect, conditions }, document, { graph, finding }) {
    if (effect !== 'Deny' || !isOwnText(document, graph) || !hasUsers(graph, document)) return;
    for (const condition of conditions) {
      if (!isFlag(condition, PRESENT, 'false') || isMetWithoutKey(condition)) continue;
      if (condition.operator.value.toLowerCase() === 'null' || deniesWithoutKey(document)) continue;
      const { operator: at, key } = condition;
      yield finding('missed', { at, document, data: { key: key.value, operator: at.value } });
    }
  },
});

function isMetWithoutKey({ operator }: Condition): boolean {
  const name = operator.value.toLowerCase();
  return name.endsWith('ifexists') || name.startsWith('forallvalues:');
}

/** Whether another statement of the policy denies what has no MFA for want of the key. */
function deniesWithoutKey({ statements }: PolicyDocument): boolean {
  return statements.some(
    ({ effect, conditions }) =>
      effect === 'Deny' &&
      conditions.some(
        (condition) =>
          (condition.operator.value.toLowerCase() === 'null' && isFlag(condition, PRESENT, 'true')) ||
          isFlag(condition, PRESENT, 'false', true),
      ),
  );
}
