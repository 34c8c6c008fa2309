import { isFixed } from '../../src/prover/index.js';
import { defineRule, deniesOn, limitedTo, trustedProviders } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'trust/require-saml-audience',
    description: 'Require role trust policies for a SAML provider to test the audience',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation:
      'Add a StringEquals condition on SAML:aud with the sign-in endpoint, such as https://signin.aws.amazon.com/saml.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml',
    ],
    messages: {
      missing:
        "The role takes assertions of '{name}' whatever endpoint they were made for. No condition on SAML:aud, or on another key of the assertion, has to be met.",
    },
    compliance: { cwe: ['CWE-863'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    for (const { token, name } of trustedProviders(statement, 'saml')) {
      const keys = ['saml:aud', 'saml:iss', 'saml:sub', 'saml:namequalifier', 'saml:doc'];
      const tested = keys.map((key) => [key, isFixed] as const);
      if (limitedTo(statement, deniesOn(graph, document), tested)) continue;
      yield finding('missing', { at: token, document, data: { name } });
    }
  },
});
