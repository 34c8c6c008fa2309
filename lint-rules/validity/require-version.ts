import { defineRule, literalVariables, standsForOwnText } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/require-version',
    description: 'Require the Version element',
    severity: 'low',
    confidence: 'high',
    remediation: 'Add "Version": "2012-10-17".',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html'],
    messages: {
      missing:
        'The policy has no Version, and is read by the rules of 2008: policy variables are plain text in it.',
    },
    accessAnalyzer: ['MISSING_VERSION'],
  },
  *checkDocument(document, { graph, finding }) {
    if (document.version !== undefined || !standsForOwnText(document, graph)) return;
    if (document.statements.length === 0 || literalVariables(document).length > 0) return;
    yield finding('missing', { at: document.token, document, subject: document.owner });
  },
});
