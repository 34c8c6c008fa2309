import { defineRule, includesAction } from '../../src/linter/index.js';
import { parseArn } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'trust/no-self-trust',
    description: 'Disallow roles that trust themselves',
    severity: 'low',
    confidence: 'medium',
    policyTypes: ['role-trust'],
    remediation:
      'Remove the role from its own trust policy. Code that assumes the role it already has can use the credentials it has.',
    references: [
      'https://aws.amazon.com/blogs/security/announcing-an-update-to-iam-role-trust-policy-behavior/',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining',
    ],
    messages: {
      self: 'The role trusts itself. Whoever has its credentials for an hour can take new ones for another hour, and go on for ever.',
    },
    compliance: { cwe: ['CWE-613'] },
  },
  *checkStatement({ effect, principal, action }, document, { finding }) {
    if (effect !== 'Allow' || !principal || principal.negated || !includesAction(action, 'sts:AssumeRole'))
      return;
    for (const { kind, token } of principal.values) {
      if (kind === 'AWS' && isItself(token.value, document.owner))
        yield finding('self', { at: token, document });
    }
  },
});

/** The role itself, or a session of it. */
function isItself(principal: string, role: string): boolean {
  if (principal === role) return true;
  const [arn, own] = [parseArn(principal), parseArn(role)];
  const [type, name] = arn?.resource.split('/') ?? [];
  return type === 'assumed-role' && arn?.account === own?.account && name === role.split('/').at(-1);
}
