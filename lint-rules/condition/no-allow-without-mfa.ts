import { defineRule, includesAction, isFlag, ownConditions } from '../../src/linter/index.js';
import type { Condition, Statement } from '../../src/model/index.js';

const PRESENT = 'aws:MultiFactorAuthPresent';

export default defineRule({
  meta: {
    id: 'condition/no-allow-without-mfa',
    description: 'Disallow an Allow that callers with MFA do not get',
    severity: 'high',
    confidence: 'high',
    remediation: 'Compare with true; or make the statement a Deny with BoolIfExists.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html',
    ],
    compliance: { cwe: ['CWE-308'] },
    messages: {
      reversed:
        "{operator} of '{key}' with '{value}' is met without MFA and not with it: the statement gives less to those who prove more.",
    },
  },
  *checkConditions(statement, document, { graph, finding }) {
    if (statement.effect !== 'Allow' || isEnrolment(statement)) return;
    for (const condition of ownConditions(statement, document, graph)) {
      const [at] = condition.values;
      if (at === undefined || !asksForNoMfa(condition)) continue;
      yield finding('reversed', {
        at,
        document,
        data: { operator: condition.operator.value, key: condition.key.value, value: at.value },
      });
    }
  },
});

function asksForNoMfa(condition: Condition): boolean {
  const isNull = condition.operator.value.toLowerCase() === 'null';
  return (
    isFlag(condition, PRESENT, isNull ? 'true' : 'false') &&
    !isFlag(condition, PRESENT, isNull ? 'false' : 'true')
  );
}

/** What somebody has to do who has no device yet is rightly allowed without one. */
function isEnrolment({ action }: Statement): boolean {
  return (
    includesAction(action, 'iam:EnableMFADevice') &&
    action?.negated === false &&
    action.values.every(({ value }) => /^(?:iam|sts):/i.test(value))
  );
}
