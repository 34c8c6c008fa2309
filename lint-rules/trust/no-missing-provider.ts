import { agreesWithCount, defineRule, trustedProviders } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'trust/no-missing-provider',
    description: 'Disallow role trust policies that name an identity provider that is not there',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation: 'Remove the statement, or name the provider of the account that is meant.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp.html',
    ],
    messages: {
      missing:
        "The account has no identity provider '{name}'. Nobody comes in by this statement today; whoever makes a provider of this name decides who will.",
      otherAccount:
        "The identity provider '{name}' is in account {account}. A role trusts the providers of its own account only, so nobody comes in by this statement.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const account = graph.account(graph.accountOf(document));
    if (account === undefined) return;
    const providers = new Set(
      [...account.samlProviders, ...account.openIDConnectProviders].map(({ Arn }) => Arn),
    );
    for (const { token, name, account: owner } of trustedProviders(statement, 'oidc', 'saml')) {
      if (owner === undefined || providers.has(token.value)) continue;
      const place = { at: token, document };
      if (owner !== account.id) {
        yield finding('otherAccount', { ...place, data: { name, account: owner } });
      } else if (agreesWithCount(account, 'providers')) {
        yield finding('missing', { ...place, data: { name } });
      }
    }
  },
});
