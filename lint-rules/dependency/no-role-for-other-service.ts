import {
  defineRule,
  listing,
  servicesOfRolePolicy,
  trustedServices,
  trustsOnlyServices,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'dependency/no-role-for-other-service',
    description: 'Disallow roles that are made for one service and trust another',
    severity: 'low',
    confidence: 'high',
    remediation: 'Name the service that is to use the role in its trust policy.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html',
    ],
    messages: {
      instanceProfile:
        "'{role}' is in the instance profile '{profile}' and does not trust ec2.amazonaws.com. Instances with the profile get no credentials.",
      policy:
        "'{role}' has '{policy}', which is for {services}, and trusts {trusted}. The service that the policy is for cannot assume the role.",
    },
  },
  *checkPrincipal(role, { graph, finding }) {
    if (role.kind !== 'role' || !role.trustPolicy) return;
    const { trustPolicy } = role;
    const trusted = trustedServices(trustPolicy);
    if (!trusted) return;
    const trusts = (service: string) =>
      trusted.some((host) => host.toLowerCase() === service || host.toLowerCase() === `${service}.cn`);
    const profile = graph
      .account(role.account)
      ?.instanceProfiles.find(({ Roles }) => Roles.includes(role.arn));
    if (profile && !trusts('ec2.amazonaws.com')) {
      yield finding('instanceProfile', {
        at: trustPolicy.token,
        document: trustPolicy,
        subject: role.arn,
        data: { role: role.name, profile: profile.InstanceProfileName },
      });
    }
    if (trusted.length === 0 || !trustsOnlyServices(trustPolicy)) return;
    for (const at of role.attachedPolicies) {
      const services = servicesOfRolePolicy(at.value);
      if (!services || services.some(trusts)) continue;
      yield finding('policy', {
        at: trustPolicy.token,
        document: trustPolicy,
        subject: role.arn,
        related: [{ token: at, label: 'what it is made for' }],
        confidence: 'medium',
        data: {
          role: role.name,
          policy: at.value.slice(at.value.lastIndexOf('/') + 1),
          services: listing(services),
          trusted: listing(trusted),
        },
      });
    }
  },
});
