import { defineRule, unscopedSensitiveGrants } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'grants/no-unscoped-decryption',
    description: 'Disallow decryption with every KMS key',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation:
      'Name in Resource the keys that are needed, or ask for the service in a condition on kms:ViaService.',
    references: [
      'https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-1',
    ],
    messages: {
      unscoped:
        "'{policy}' decrypts with every KMS key, by {actions}. Whatever is encrypted in the account is open to whoever has it, as far as the key policies let the account decide.",
    },
    compliance: { securityHub: ['KMS.1', 'KMS.2'], cwe: ['CWE-732'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    for (const { holder, at, actions } of unscopedSensitiveGrants(statement, document, graph, 'decryption')) {
      yield finding('unscoped', { at, document, ...holder, data: { policy: document.name, actions } });
    }
  },
});
