import {
  consequence,
  defineRule,
  holdsWithoutKey,
  ownComparisons,
  sendersOf,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-mfa-of-federated-role',
    description: 'Disallow conditions on MFA in the policies of roles that nobody assumes with MFA',
    severity: 'high',
    confidence: 'high',
    remediation: 'Ask for MFA at the identity provider, or in the trust policy of a role that users assume.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html',
    ],
    messages: {
      never:
        "'{role}' is assumed by {senders} only, whose sessions never carry '{key}': the condition {consequence}.",
    },
  },
  *checkPrincipal(principal, { graph, finding }) {
    const trustPolicy = principal.kind === 'role' ? principal.trustPolicy : undefined;
    if (trustPolicy === undefined || trustPolicy.errors.length > 0) return;
    const allowing = trustPolicy.statements.filter(({ effect }) => effect === 'Allow');
    const senders = new Set(allowing.flatMap((statement) => sendersOf(statement, trustPolicy)));
    const words = [...senders].flatMap((sender) => WORDS.get(sender) ?? []);
    if (words.length === 0 || words.length < senders.size) return;
    for (const { document } of graph.effectivePolicies(principal).identity) {
      for (const statement of document.statements) {
        for (const { comparison, key: at, name } of ownComparisons(statement, document, graph)) {
          if (!name.startsWith('aws:multifactorauth')) continue;
          yield finding('never', {
            at,
            document,
            subject: principal.arn,
            data: {
              role: principal.name,
              senders: words.join(' and '),
              key: at.value,
              consequence: consequence(statement, holdsWithoutKey(comparison)),
            },
          });
        }
      }
    }
  },
});

const WORDS: ReadonlyMap<string, string> = new Map([
  ['service', 'AWS services'],
  ['saml', 'a SAML identity provider'],
  ['web-identity', 'an OIDC identity provider'],
]);
