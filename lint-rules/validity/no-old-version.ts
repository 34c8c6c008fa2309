import { defineRule, literalVariables, standsForOwnText } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-old-version',
    description: 'Disallow the Version of 2008',
    severity: 'low',
    confidence: 'medium',
    remediation: 'Write "Version": "2012-10-17".',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html'],
    messages: {
      old: "The policy's Version is 2008-10-17: policy variables are plain text in it.",
    },
  },
  *checkDocument(document, { graph, finding }) {
    const { version } = document;
    if (version?.value !== '2008-10-17' || !standsForOwnText(document, graph)) return;
    if (literalVariables(document).length > 0) return;
    yield finding('old', { at: version, document, subject: document.owner });
  },
});
