import { defineRule, ownControlPolicies, settingAt } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'organization/no-policy-on-management-account',
    description: 'Disallow control policies that are attached to the management account',
    severity: 'low',
    confidence: 'high',
    remediation:
      'Detach the policy, and limit the principals of the management account by permissions boundaries. Better, keep workloads out of that account.',
    references: [
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html',
    ],
    messages: {
      principals:
        "'{policy}' has no effect on the management account: no service control policy limits the principals of it.",
      resources:
        "'{policy}' has no effect on the management account: no resource control policy limits access to what is in it.",
    },
  },
  *checkOrganization(organization, { finding }) {
    const { detail, serviceControlPolicies } = organization;
    for (const policy of ownControlPolicies(organization)) {
      const index = policy.targets?.indexOf(detail.MasterAccountId) ?? -1;
      if (index < 0) continue;
      const messageId = serviceControlPolicies.includes(policy) ? 'principals' : 'resources';
      const at = settingAt(policy, ['TargetIds', index], detail.MasterAccountId);
      yield finding(messageId, { at, subject: policy.arn, data: { policy: policy.name } });
    }
  },
});
