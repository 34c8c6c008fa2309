import { defineRule, trustedProviders } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'trust/no-unlisted-audience',
    description: 'Disallow conditions on an audience that the identity provider does not take',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation: "Add the audience to the provider's client ids, or ask for one that is among them.",
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html',
      'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html',
    ],
    messages: {
      unlisted:
        "No token with the audience '{audience}' is accepted: the client ids of the provider are {clientIds}. The condition asks for what the provider refuses.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const account = graph.account(graph.accountOf(document));
    for (const { token, name } of trustedProviders(statement, 'oidc')) {
      const provider = account?.openIDConnectProviders.find(({ Arn }) => Arn === token.value);
      const clientIds = provider?.ClientIDList;
      if (clientIds === undefined || clientIds.length === 0) continue;
      for (const { operator, key, values } of statement.conditions) {
        if (key.value.toLowerCase() !== `${name}:aud`.toLowerCase()) continue;
        if (!/^(?:forany\w+:)?string(?:equals|like)(?:ifexists)?$/i.test(operator.value)) continue;
        for (const at of values) {
          if (clientIds.includes(at.value) || /[*?$]/.test(at.value)) continue;
          const data = { audience: at.value, clientIds: clientIds.map((id) => `'${id}'`).join(', ') };
          yield finding('unlisted', { at, document, data });
        }
      }
    }
  },
});
