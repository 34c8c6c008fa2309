import { defineRule, isHostName, principalsOf } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-invalid-service-principal',
    description: 'Disallow service principals that are not named as services are',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['resource-based', 'role-trust', 'vpc-endpoint'],
    remediation: "Write the service's name as its documentation has it, such as lambda.amazonaws.com.",
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services',
    ],
    messages: {
      everyService:
        "'{service}' under Service has a wildcard. There is no pattern for services: AWS refuses it, or no service matches.",
      invalid:
        "'{service}' is no service principal: those end in amazonaws.com, or amazonaws.com.cn in China.",
    },
    accessAnalyzer: ['INVALID_PRINCIPAL_FORMAT'],
  },
  *checkStatement(statement, document, { finding }) {
    for (const at of principalsOf(statement, 'Service')) {
      if (isServicePrincipal(at.value) || at.value.includes('${')) continue;
      const messageId = /[*?]/.test(at.value) ? 'everyService' : 'invalid';
      yield finding(messageId, { at, document, subject: document.owner, data: { service: at.value } });
    }
  },
});

/** The domains of AWS's partitions, and the older ones of some services. */
const DOMAINS = [
  '.amazonaws.com',
  '.amazonaws.com.cn',
  '.amazonaws.eu',
  '.amazon.com',
  '.aws.internal',
  '.api.aws',
  '.c2s.ic.gov',
  '.sc2s.sgov.gov',
  '.cloud.adc-e.uk',
  '.csp.hci.ic.gov',
];

function isServicePrincipal(service: string): boolean {
  const name = service.toLowerCase();
  return isHostName(name) && DOMAINS.some((domain) => name.endsWith(domain));
}
