import { actionGrants, EVERYTHING, grantCovers, standing, type PolicyGraph } from '../../src/graph/index.js';
import { defineRule, knownRole } from '../../src/linter/index.js';
import { Token, type Role } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'roles/no-long-privileged-session',
    description: 'Disallow long sessions of roles that may do everything',
    severity: 'low',
    confidence: 'medium',
    remediation: 'Lower the maximum session duration of the role, to one hour if its users can live with it.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html#id_roles_update-session-duration',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html',
    ],
    messages: {
      long: 'Sessions of this administrator last up to {hours} hours. Credentials that leak stay good for as long.',
    },
    options: {
      longest: { description: 'The longest session that is not reported, in seconds.', default: 3600 },
    },
  },
  *checkPrincipal(entity, { graph, trustedAccounts, options, finding }) {
    if (entity.kind !== 'role' || (entity.maxSessionDuration ?? 0) <= options.longest) return;
    const { maxSessionDuration: seconds = 0, trustPolicy } = entity;
    // Identity Center has a setting of its own, and gives all its roles the longest duration.
    const known = knownRole(entity, { graph, trustedAccounts });
    if (trustPolicy === undefined || known?.drifts.length === 0) return;
    if (!mayDoEverything(graph, entity)) return;
    const at = new Token(String(seconds), ['MaxSessionDuration'], trustPolicy.source);
    yield finding('long', { at, subject: entity.arn, data: { hours: Math.round(seconds / 360) / 10 } });
  },
});

function mayDoEverything(graph: PolicyGraph, role: Role): boolean {
  return graph
    .effectivePolicies(role)
    .identity.flatMap(({ document }) => document.statements)
    .filter(({ effect, conditions }) => effect === 'Allow' && conditions.length === 0)
    .flatMap(actionGrants)
    .some(({ grant }) => grantCovers(grant, EVERYTHING) && standing(graph, role, grant) === 'whole');
}
