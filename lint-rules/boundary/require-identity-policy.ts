import { defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'boundary/require-identity-policy',
    description: 'Require a policy that grants beside a permissions boundary',
    severity: 'low',
    confidence: 'high',
    policyTypes: ['permissions-boundary'],
    remediation: 'Attach the policy that was meant, or delete the user or role.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html'],
    messages: {
      nothing:
        "The {kind} '{name}' has the permissions boundary '{policy}' and no policy that allows anything. A boundary limits and never grants.",
    },
  },
  *checkDocument(document, { graph, finding }) {
    for (const entity of graph.boundedBy(document)) {
      const { identity, unread } = graph.effectivePolicies(entity);
      const allows = identity.some(({ document: { statements } }) =>
        statements.some(({ effect }) => effect === 'Allow'),
      );
      if (allows || unread.includes('identity-based')) continue;
      const { arn: subject, kind, name } = entity;
      const data = { policy: document.name, kind, name };
      yield finding('nothing', { at: document.token, document, subject, data });
    }
  },
});
