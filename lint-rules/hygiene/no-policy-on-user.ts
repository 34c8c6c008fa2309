import { defineRule, listing } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-policy-on-user',
    description: 'Disallow policies that are attached to or embedded in a single user',
    severity: 'low',
    confidence: 'medium',
    remediation: 'Attach the policies to a group, make the user a member and take them off the user.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html',
    ],
    messages: {
      own: "'{user}' has policies of its own: {policies}. Permissions that hang on single users are not taken away when the person changes teams, and nobody sees them with the group's.",
    },
    compliance: { cisV5: ['1.14'], cisV6: ['2.14'], securityHub: ['IAM.2'] },
  },
  *checkAccount({ users }, { finding }) {
    for (const { arn, name, token, attachedPolicies, inlinePolicies } of users) {
      const policies = [
        ...attachedPolicies.map((attached) => ({
          name: attached.value.slice(attached.value.lastIndexOf('/') + 1),
          related: { token: attached, label: 'attached' },
        })),
        ...inlinePolicies.map((embedded) => ({
          name: embedded.name,
          related: { token: embedded.token, label: 'embedded' },
        })),
      ];
      if (policies.length === 0) continue;
      yield finding('own', {
        at: token,
        subject: arn,
        related: policies.map(({ related }) => related),
        data: { user: name, policies: listing(policies.map((policy) => `'${policy.name}'`)) },
      });
    }
  },
});
