import { defineRule, listing, settingAt } from '../../src/linter/index.js';
import type { ControlPolicy } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'organization/no-disabled-policy-type',
    description: 'Disallow organizations in which a type of control policy is switched off',
    severity: 'medium',
    confidence: 'high',
    remediation:
      'Enable all features and the policy type for the root; enabling attaches the policy that allows everything, and nothing else changes.',
    references: [
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_enable-disable.html',
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_org_support-all-features.html',
    ],
    messages: {
      billing:
        'This organization has consolidated billing only, so that no policy of it limits any of its accounts.',
      none: 'Service control policies are switched off, so that nothing limits the member accounts ({count} of them).',
      unused: '{type} are switched off, which leaves {policies} without effect.',
    },
  },
  *checkOrganization(organization, { finding }) {
    const { detail, roots, accounts } = organization;
    const draft = { at: organization.token, subject: detail.Arn };
    if (detail.FeatureSet === 'CONSOLIDATED_BILLING') {
      yield finding('billing', { ...draft, at: settingAt(organization, ['FeatureSet']) });
      return;
    }
    for (const [awsType, type, policies] of [
      ['SERVICE_CONTROL_POLICY', 'Service control policies', organization.serviceControlPolicies],
      ['RESOURCE_CONTROL_POLICY', 'Resource control policies', organization.resourceControlPolicies],
    ] as const) {
      if (roots.length === 0 || roots.some(({ EnabledPolicyTypes }) => EnabledPolicyTypes.includes(awsType)))
        continue;
      const own = policies.filter(({ awsManaged }) => !awsManaged);
      const count = accounts.filter(({ Id }) => Id !== detail.MasterAccountId).length;
      if (own.length > 0) yield finding('unused', { ...draft, data: { type, policies: namesOf(own) } });
      else if (awsType === 'SERVICE_CONTROL_POLICY' && count > 0)
        yield finding('none', { ...draft, data: { count } });
    }
  },
});

function namesOf(policies: readonly ControlPolicy[]): string {
  return listing(policies.map(({ name }) => `'${name}'`));
}
