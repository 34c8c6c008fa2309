import { defineRule, standsForOwnText } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-empty-element',
    description: 'Disallow elements without a value',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Write the values that are meant, or remove the statement.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
    ],
    messages: {
      nothing: '{element} has no values, so the statement applies to nothing.',
      everything:
        '{element} has no values, so it leaves nothing out and the statement applies to everything.',
      sid: 'The Sid is empty. Give the statement a name, or remove the Sid.',
      statement: 'The policy has no statements, so it does nothing.',
    },
    accessAnalyzer: [
      'EMPTY_ARRAY_ACTION',
      'EMPTY_ARRAY_PRINCIPAL',
      'EMPTY_ARRAY_RESOURCE',
      'EMPTY_OBJECT_PRINCIPAL',
      'EMPTY_SID_VALUE',
    ],
  },
  *checkDocument(document, { graph, finding }) {
    if (!standsForOwnText(document, graph)) return;
    const { statements, errors, owner: subject } = document;
    if (statements.length === 0 && errors.length === 0)
      yield finding('statement', { at: document.token, document, subject });
    for (const { sid, action, resource, principal } of statements) {
      for (const element of [action, resource, principal]) {
        if (element?.values.length !== 0) continue;
        const data = { element: element.key.value };
        const messageId = element.negated ? 'everything' : 'nothing';
        yield finding(messageId, { at: element.key, document, subject, data });
      }
      if (sid?.value === '') yield finding('sid', { at: sid, document, subject });
    }
  },
});
