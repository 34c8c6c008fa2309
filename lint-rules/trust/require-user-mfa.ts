import { defineRule, deniesOn, includesAction, limitedTo } from '../../src/linter/index.js';
import { parseArn } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'trust/require-user-mfa',
    description: 'Require MFA from users whom a role trust policy names',
    severity: 'medium',
    confidence: 'medium',
    policyTypes: ['role-trust'],
    remediation:
      'Add { "Bool": { "aws:MultiFactorAuthPresent": "true" } } to the statement that names people. A program is better served by a role of its own.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#enforce-mfa',
    ],
    messages: {
      missing: "'{user}' can assume this role without MFA. An access key that leaks is all that it takes.",
    },
    compliance: { cwe: ['CWE-308'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, principal, conditions, action } = statement;
    if (effect !== 'Allow' || !principal || principal.negated || !includesAction(action, 'sts:AssumeRole'))
      return;
    // A condition on MFA that passes without it is the business of no-optional-mfa.
    if (conditions.some(({ key }) => /^aws:multifactorauth/i.test(key.value))) return;
    const isTrue = (value: string) => value.toLowerCase() === 'true';
    if (limitedTo(statement, deniesOn(graph, document), [['aws:MultiFactorAuthPresent', isTrue]])) return;
    for (const { kind, token } of principal.values) {
      const name = kind === 'AWS' ? parseArn(token.value)?.resource : undefined;
      if (name?.startsWith('user/')) yield finding('missing', { at: token, document, data: { user: name } });
    }
  },
});
