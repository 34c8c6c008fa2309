import { defineRule, isQuarantine } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'deny/no-leftover-quarantine',
    description: "Disallow users in AWS's quarantine for compromised access keys",
    severity: 'high',
    confidence: 'high',
    remediation:
      'Delete the access key that AWS wrote to you about, look in CloudTrail for what was done with it, then detach the policy.',
    references: [
      'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCompromisedKeyQuarantineV3.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/security-iam-awsmanpol.html',
    ],
    messages: {
      quarantined:
        "AWS found an access key of '{name}' in public and put the {kind} into quarantine: '{policy}' denies what thieves of keys do first, and little else. The key is still known to strangers.",
    },
    compliance: { cwe: ['CWE-522'] },
  },
  *checkAccount(account, { finding }) {
    for (const { arn: subject, attachedPolicies, kind, name } of [
      ...account.users,
      ...account.groups,
      ...account.roles,
    ]) {
      for (const at of attachedPolicies) {
        if (!isQuarantine(at.value)) continue;
        const policy = at.value.slice(at.value.lastIndexOf('/') + 1);
        yield finding('quarantined', { at, subject, data: { name, kind, policy } });
      }
    }
  },
});
