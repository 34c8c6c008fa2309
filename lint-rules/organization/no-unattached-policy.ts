import { defineRule, ownControlPolicies, settingAt } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'organization/no-unattached-policy',
    description: 'Disallow service and resource control policies that are attached to nothing',
    severity: 'low',
    confidence: 'high',
    remediation: 'Attach the policy to the root, an organizational unit or an account, or delete it.',
    references: ['https://docs.aws.amazon.com/organizations/latest/userguide/orgs_policies_attach.html'],
    messages: {
      unattached: "'{policy}' limits nobody: it is attached to nothing.",
    },
  },
  *checkOrganization(organization, { finding }) {
    for (const policy of ownControlPolicies(organization)) {
      if (policy.targets?.length !== 0) continue;
      yield finding('unattached', {
        at: settingAt(policy, ['TargetIds']),
        subject: policy.arn,
        data: { policy: policy.name },
      });
    }
  },
});
