import { defineRule, deniesOn, limitedTo } from '../../src/linter/index.js';
import type { Condition } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'trust/no-optional-mfa',
    description: 'Disallow conditions on MFA in a role trust policy that pass without MFA',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation: 'Write { "Bool": { "aws:MultiFactorAuthPresent": "true" } } in the Allow.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html',
    ],
    messages: {
      absent:
        "{operator} on '{key}' passes without MFA. Requests that are signed with an access key do not carry the key at all, and the condition is met where it is absent.",
      unset:
        "{operator} on '{key}' passes without MFA. Temporary credentials carry the key with the value false, and '{value}' takes that.",
    },
    compliance: { cwe: ['CWE-308'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (statement.effect !== 'Allow') return;
    const conditions = statement.conditions.filter(isAboutMfa);
    const loose = conditions.flatMap((condition) => loosenessOf(condition) ?? []);
    const isAsked = (value: string) => value.toLowerCase() === 'true';
    if (loose.length < conditions.length) return;
    if (limitedTo(statement, deniesOn(graph, document), [['aws:MultiFactorAuthPresent', isAsked]])) return;
    for (const { how, condition } of loose) {
      const { operator, key, values } = condition;
      const data = { operator: operator.value, key: key.value, value: values[0]?.value ?? '' };
      yield finding(how, { at: how === 'absent' ? operator : (values[0] ?? operator), document, data });
    }
  },
});

function isAboutMfa({ key }: Condition): boolean {
  return /^aws:multifactorauth(?:present|age)$/i.test(key.value);
}

/** How a condition on MFA is met without MFA; undefined where it is not. */
function loosenessOf(condition: Condition) {
  const operator = condition.operator.value.toLowerCase();
  const values = condition.values.map(({ value }) => value.toLowerCase());
  const isAge = condition.key.value.toLowerCase().endsWith('age');
  if (operator === 'null') {
    if (values.includes('true')) return { how: 'absent', condition } as const;
    return isAge ? undefined : ({ how: 'unset', condition } as const);
  }
  if (/ifexists$|not|^forallvalues:/.test(operator)) return { how: 'absent', condition } as const;
  return values.includes('false') ? ({ how: 'unset', condition } as const) : undefined;
}
