import { accountQuotas, defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-inline-policies-near-quota',
    description: 'Disallow inline policies that together nearly fill their quota',
    severity: 'low',
    confidence: 'high',
    remediation: 'Move statements to a managed policy and attach that.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html'],
    messages: {
      near: 'The inline policies of this {kind} have {size} of {quota} characters, white space not counted. Soon no statement can be added.',
    },
    options: {
      percent: { description: 'How much of the quota may be used, in percent.', default: 90 },
    },
  },
  *checkAccount({ id, users, groups, roles }, { graph, options, finding }) {
    for (const { kind, arn, inlinePolicies } of [...users, ...groups, ...roles]) {
      const [document] = inlinePolicies;
      if (document === undefined) continue;
      const quota = accountQuotas.inlinePolicies(graph, id, kind);
      const size = inlinePolicies.reduce((sum, policy) => sum + policy.size(), 0);
      if (size * 100 < quota * options.percent) continue;
      const data = { kind, size: size.toLocaleString('en-US'), quota: quota.toLocaleString('en-US') };
      yield finding('near', { at: document.token, document, subject: arn, data });
    }
  },
});
