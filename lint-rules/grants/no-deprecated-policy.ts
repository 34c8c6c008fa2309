import { isAwsManaged } from '../../src/model/index.js';
import { defineRule, successorOf } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'grants/no-deprecated-policy',
    description: 'Disallow AWS managed policies that AWS has replaced',
    severity: 'low',
    confidence: 'high',
    remediation:
      'Attach the policy that takes its place, see that the workload still works, then detach the old one.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-deprecated.html',
      'https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html',
    ],
    messages: {
      deprecated:
        "The {kind} '{name}' has '{policy}', which AWS has replaced by '{successor}'. The old one is not kept up, and once detached it may not be attached again.",
    },
  },
  *checkAccount({ users, groups, roles }, { finding }) {
    for (const { arn: subject, kind, name, attachedPolicies } of [...users, ...groups, ...roles]) {
      for (const at of attachedPolicies) {
        const policy = at.value.slice(at.value.lastIndexOf('/') + 1);
        const successor = isAwsManaged(at.value) ? successorOf(policy) : undefined;
        if (successor !== undefined) {
          yield finding('deprecated', { at, subject, data: { kind, name, policy, successor } });
        }
      }
    }
  },
});
