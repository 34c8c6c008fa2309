import {
  consequence,
  defineRule,
  holdsWithoutKey,
  neverSent,
  ownComparisons,
  sendersOf,
  sendersText,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-key-never-sent',
    description: 'Disallow condition keys that nobody whom the statement is about ever sends',
    severity: 'high',
    confidence: 'high',
    remediation: 'Take a key that these principals send, or name the principals that send this one.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    ],
    messages: { never: "No request of {senders} carries '{key}': the condition {consequence}." },
    accessAnalyzer: ['UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    const senders = sendersOf(statement, document);
    for (const { comparison, key: at, name } of ownComparisons(statement, document, graph)) {
      if (!neverSent(name, senders)) continue;
      yield finding('never', {
        at,
        document,
        data: {
          senders: sendersText(senders),
          key: at.value,
          consequence: consequence(statement, holdsWithoutKey(comparison)),
        },
      });
    }
  },
});
