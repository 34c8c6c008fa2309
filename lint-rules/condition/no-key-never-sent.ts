import {
  consequence,
  defineRule,
  holdsWithoutKey,
  neverSent,
  ownComparisons,
  sendersOf,
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
  *checkStatement(statement, document, { graph, finding }) {
    const senders = sendersOf(statement, document);
    for (const { comparison, key: at, name } of ownComparisons(statement, document, graph)) {
      if (!neverSent(name, senders)) continue;
      yield finding('never', {
        at,
        document,
        data: {
          senders: [...new Set(senders.map((sender) => WORDS[sender]))].join(' or '),
          key: at.value,
          consequence: consequence(statement, holdsWithoutKey(comparison)),
        },
      });
    }
  },
});

const WORDS = {
  user: 'a user or role',
  role: 'a user or role',
  'federated-user': 'a user or role',
  root: 'a user or role',
  service: 'an AWS service',
  saml: 'a SAML identity provider',
  'web-identity': 'an OIDC identity provider',
  anonymous: 'an anonymous caller',
} as const;
