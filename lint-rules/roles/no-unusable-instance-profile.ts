import { defineRule, includesAction, namesEverybody } from '../../src/linter/index.js';
import type { PolicyDocument } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'roles/no-unusable-instance-profile',
    description: 'Disallow roles in an instance profile that EC2 cannot assume',
    severity: 'low',
    confidence: 'high',
    remediation: 'Let ec2.amazonaws.com assume the role, or take it out of the instance profile.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html',
    ],
    messages: {
      untrusted:
        "The role is in the instance profile '{profile}', and does not trust EC2. Instances with the profile get no credentials.",
    },
  },
  *checkPrincipal(entity, { graph, finding }) {
    if (entity.kind !== 'role' || entity.trustPolicy === undefined) return;
    const { trustPolicy } = entity;
    if (trustPolicy.errors.length > 0 || trustsInstances(trustPolicy)) return;
    for (const { to } of graph.outgoing(entity.arn, 'in-profile')) {
      const profile = to.slice(to.lastIndexOf('/') + 1);
      yield finding('untrusted', {
        at: trustPolicy.token,
        document: trustPolicy,
        subject: entity.arn,
        data: { profile },
      });
    }
  },
});

/** `ec2.amazonaws.com`, in China with its own suffix, or everybody. */
function trustsInstances({ statements }: PolicyDocument): boolean {
  return statements.some(
    ({ effect, principal, action }) =>
      effect === 'Allow' &&
      principal !== undefined &&
      includesAction(action, 'sts:AssumeRole') &&
      (namesEverybody(principal) ||
        principal.values.some(
          ({ kind, token: { value } }) => kind === 'Service' && /^ec2\.amazonaws\.com(\.cn)?$/.test(value),
        )),
  );
}
