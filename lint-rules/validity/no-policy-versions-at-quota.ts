import { accountQuotas, defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-policy-versions-at-quota',
    description: 'Disallow managed policies with as many versions as IAM keeps',
    severity: 'low',
    confidence: 'medium',
    remediation: 'Delete versions that nobody will go back to.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html'],
    messages: {
      full: "'{policy}' has {count} versions, and IAM keeps {quota}. It cannot be changed before one is deleted.",
    },
  },
  *checkAccount({ id, policies }, { graph, finding }) {
    for (const { arn, name, awsManaged, detail, document } of policies) {
      const versions = detail.PolicyVersionList.length;
      const quota = accountQuotas.policyVersions(graph, id);
      if (awsManaged || document === undefined || versions < quota) continue;
      const data = { policy: name, count: versions, quota };
      yield finding('full', { at: document.token, document, subject: arn, data });
    }
  },
});
