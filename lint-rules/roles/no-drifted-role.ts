import { defineRule, knownRole } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'roles/no-drifted-role',
    description: 'Disallow roles that have the name of a role made by AWS and are something else',
    severity: 'high',
    confidence: 'medium',
    policyTypes: ['role-trust', 'identity-based'],
    remediation:
      'Restore the role as AWS or its tool makes it, or give what differs to a role with a name of its own.',
    references: [
      'https://docs.aws.amazon.com/controltower/latest/userguide/roles-how.html',
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access-cross-account-role.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs.html',
      'https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html',
    ],
    messages: {
      place:
        "The role is named like the {title}, and is none: its path is '{value}'. Whoever reads its name trusts it for what it is not.",
      trust:
        "The {title} trusts '{value}', which does not belong there. Whoever comes in by it has all that the role may do.",
      permissions:
        "The {title} has '{value}', which does not belong there. The role may do more than it was made for.",
    },
  },
  *checkPrincipal(entity, { graph, trustedAccounts, finding }) {
    if (entity.kind !== 'role') return;
    const known = knownRole(entity, { graph, trustedAccounts });
    if (known === undefined) return;
    for (const { kind, at, document } of known.drifts) {
      yield finding(kind, {
        at,
        ...(document && { document }),
        subject: entity.arn,
        data: { title: known.title, value: kind === 'place' ? entity.path : at.value },
      });
    }
  },
});
