import { defineRule, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-untrustworthy-key',
    description: 'Disallow access by what a caller says of itself',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Take a key that AWS sets, such as aws:SourceArn, aws:PrincipalOrgID or aws:SourceIp.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-referer',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-useragent',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-untrustworthy-condition-key',
    ],
    messages: {
      spoofable: "'{key}' says what the caller chose to send, so the condition keeps nobody out.",
      service: "'{key}' is not how a service says for whom it acts. Use aws:SourceAccount or aws:SourceArn.",
    },
    accessAnalyzer: ['UNTRUSTWORTHY_CONDITION_KEY', 'RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, key: at, name } of ownComparisons(statement, document, graph)) {
      if (name !== 'aws:referer' && name !== 'aws:useragent') continue;
      // A deny of some values, or an Allow of all but some, is a nudge and no wall.
      if (comparison.negated !== (statement.effect === 'Deny')) continue;
      const isService = statement.principal?.values.every(({ kind }) => kind === 'Service') ?? false;
      yield finding(isService ? 'service' : 'spoofable', { at, document, data: { key: at.value } });
    }
  },
});
