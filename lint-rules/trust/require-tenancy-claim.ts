import { defineRule, sharedProviders } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'trust/require-tenancy-claim',
    description: 'Require role trust policies for a shared identity provider to say whose tokens they take',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation:
      'Add a condition on the claim of the provider that names your organization, group or application, with a value of yours that no wildcard widens.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif',
    ],
    messages: {
      missing:
        'Every customer of {title} can assume this role. All of them have the same provider, and no condition on {keys} says whose tokens count.',
      wide: "Every customer of {title} can assume this role. All of them have the same provider, and '{value}' on {keys} does not say whose tokens count.",
    },
    compliance: { cwe: ['CWE-863'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    for (const { token, issuer, reach, keys, values } of sharedProviders(graph, document, statement)) {
      if (reach !== 'anybody') continue;
      const [value] = values;
      const data = { title: issuer.title, keys: keys.join(' or ') };
      if (value === undefined) yield finding('missing', { at: token, document, data });
      else yield finding('wide', { at: value, document, data: { ...data, value: value.value } });
    }
  },
});
