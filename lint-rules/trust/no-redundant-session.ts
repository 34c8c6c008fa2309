import { defineRule } from '../../src/linter/index.js';
import { parseArn } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'trust/no-redundant-session',
    description: 'Disallow trust in a session of a role that is trusted as a whole',
    severity: 'low',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation: 'Remove the session, or remove the role if only this session is meant.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-role-session',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
    ],
    messages: {
      session:
        "'{session}' is trusted already: '{role}' stands for every session of the role. Either the session is too much, or the role is.",
    },
    accessAnalyzer: ['REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY'],
  },
  *checkStatement({ effect, principal }, document, { finding }) {
    if (effect !== 'Allow' || !principal || principal.negated) return;
    const tokens = principal.values.filter(({ kind }) => kind === 'AWS').map(({ token }) => token);
    const roles = new Map(tokens.flatMap((token) => pair(roleOf(token.value), token)));
    for (const token of tokens) {
      const role = roles.get(roleOfSession(token.value) ?? '');
      if (role === undefined) continue;
      const data = { session: token.value, role: role.value };
      const related = [{ token: role, label: 'every session of the role' }];
      yield finding('session', { at: token, document, related, data });
    }
  },
});

function pair<Key, Value>(key: Key | undefined, value: Value): readonly (readonly [Key, Value])[] {
  return key === undefined ? [] : [[key, value]];
}

/** A role by account and name: the path is not in the ARN of a session. */
function roleOf(principal: string): string | undefined {
  const arn = parseArn(principal);
  if (arn?.service !== 'iam' || !arn.resource.startsWith('role/')) return undefined;
  return `${arn.account} ${arn.resource.slice(arn.resource.lastIndexOf('/') + 1)}`;
}

function roleOfSession(principal: string): string | undefined {
  const arn = parseArn(principal);
  const [type, name] = arn?.resource.split('/') ?? [];
  return arn?.service === 'sts' && type === 'assumed-role' ? `${arn.account} ${name}` : undefined;
}
