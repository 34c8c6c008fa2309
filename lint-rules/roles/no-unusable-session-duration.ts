import { defineRule, includesAction } from '../../src/linter/index.js';
import { parseArn, Token, type PolicyDocument, type PrincipalValue } from '../../src/model/index.js';

/** In seconds: how long the session of a role lasts that another role assumed. */
const CHAINED_SESSION = 3600;

export default defineRule({
  meta: {
    id: 'roles/no-unusable-session-duration',
    description: 'Disallow a session duration that nobody who is trusted can ask for',
    severity: 'low',
    confidence: 'high',
    remediation:
      'Lower the maximum session duration to one hour, or let a user, a service or an identity provider assume the role.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining',
      'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
    ],
    messages: {
      chained:
        'Sessions of this role last one hour at most, whatever its maximum of {hours} hours says. It trusts roles alone, and who assumes a role by means of another cannot ask for more.',
    },
  },
  *checkPrincipal(entity, { finding }) {
    if (entity.kind !== 'role' || (entity.maxSessionDuration ?? 0) <= CHAINED_SESSION) return;
    const { maxSessionDuration: seconds = 0, trustPolicy } = entity;
    if (trustPolicy === undefined || !trustsRolesAlone(trustPolicy)) return;
    const at = new Token(String(seconds), ['MaxSessionDuration'], trustPolicy.source);
    yield finding('chained', { at, subject: entity.arn, data: { hours: Math.round(seconds / 360) / 10 } });
  },
});

function trustsRolesAlone({ errors, statements }: PolicyDocument): boolean {
  const allows = statements.filter(({ effect }) => effect === 'Allow');
  return (
    errors.length === 0 &&
    allows.some(({ action }) => includesAction(action, 'sts:AssumeRole')) &&
    allows.every(({ principal }) => principal && !principal.negated && principal.values.every(isRole))
  );
}

function isRole({ kind, token: { value } }: PrincipalValue): boolean {
  const resource = parseArn(value)?.resource ?? '';
  return kind === 'AWS' && (resource.startsWith('role/') || resource.startsWith('assumed-role/'));
}
