import { defineRule, sizeQuota, standsForOwnText } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-oversized-policy',
    description: 'Disallow policies with more characters than AWS takes',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Split the policy, shorten lists with wildcards, or move statements to another policy.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html',
    ],
    messages: {
      oversized:
        'The policy has {size} characters without white space, and AWS takes {quota} in one of this type.',
    },
    accessAnalyzer: [
      'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA',
      'POLICY_SIZE_EXCEEDS_RCP_QUOTA',
      'POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA',
      'POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA',
      'POLICY_SIZE_EXCEEDS_SCP_QUOTA',
    ],
  },
  *checkDocument(document, { graph, finding }) {
    const quota = sizeQuota(graph, document);
    if (quota === undefined || !standsForOwnText(document, graph)) return;
    const size = document.size();
    if (size <= quota) return;
    const data = { size: size.toLocaleString('en-US'), quota: quota.toLocaleString('en-US') };
    yield finding('oversized', { at: document.token, document, subject: document.owner, data });
  },
});
