import { defineRule, literalVariables, standsForOwnText } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-variable-in-old-version',
    description: 'Disallow policy variables where the Version makes them plain text',
    severity: 'high',
    confidence: 'high',
    remediation: 'Write "Version": "2012-10-17".',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html',
    ],
    messages: {
      literal:
        "'{value}' is plain text here: policy variables need Version 2012-10-17, and this policy {has}. Nothing is put in its place.",
    },
    accessAnalyzer: ['VARIABLE_UNSUPPORTED_IN_VERSION'],
  },
  *checkDocument(document, { graph, finding }) {
    const [at, ...others] = literalVariables(document);
    if (at === undefined || !standsForOwnText(document, graph)) return;
    const has = document.version === undefined ? 'has none' : `has ${document.version.value}`;
    const related = others.map((token) => ({ token, label: 'plain text as well' }));
    const data = { value: at.value, has };
    yield finding('literal', { at, document, subject: document.owner, related, data });
  },
});
