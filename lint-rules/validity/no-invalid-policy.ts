import { defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-invalid-policy',
    description: 'Disallow documents that are not valid policies',
    severity: 'high',
    confidence: 'high',
    remediation: 'Correct the document as the message says.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html'],
    messages: {
      invalid: '{problem} What has an error is not judged, and IAM would not accept it.',
    },
    accessAnalyzer: [
      'DATA_TYPE_MISMATCH',
      'INVALID_EFFECT',
      'INVALID_POLICY_ELEMENT',
      'INVALID_PRINCIPAL_KEY',
      'INVALID_VERSION',
      'JSON_SYNTAX_ERROR',
      'MISSING_ACTION',
      'MISSING_EFFECT',
      'MISSING_PRINCIPAL',
      'MISSING_RESOURCE',
      'MISSING_STATEMENT',
      'ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE',
      'SCP_SYNTAX_ERROR_PRINCIPAL',
      'UNSUPPORTED_ELEMENT_COMBINATION',
      'UNSUPPORTED_PRINCIPAL',
    ],
  },
  *checkDocument(document, { graph, finding }) {
    // The same text is there as an identity-based policy, too.
    if (document.type === 'permissions-boundary' && graph.accountOf(document) !== '') return;
    for (const { message, location } of document.errors) {
      const at = { value: '', path: location.path, source: document.source, location };
      yield finding('invalid', { at, document, subject: document.owner, data: { problem: message } });
    }
  },
});
