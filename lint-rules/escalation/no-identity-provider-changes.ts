import {
  abilityTo,
  administratorRoles,
  aroundOf,
  defineRule,
  escalationAlone,
  escalationOf,
  type FindWays,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'escalation/no-identity-provider-changes',
    description: 'Disallow principals who can replace the identity provider of a role of administrators',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation:
      'Leave the metadata of identity providers to the administrators; name the provider in Resource where somebody else has to rotate its certificate.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateSAMLProvider.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_saml.html',
    ],
    messages: {
      principal:
        "The {kind} '{name}' can say who signs in to {targets}, by {actions}, and administers the account then.",
      alone:
        "'{policy}' lets whoever has it say who signs in through the SAML providers, by {actions}: to the role of an administrator too.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  *checkPrincipal(entity, { graph, finding }) {
    const found = escalationOf(graph, entity, waysOf);
    if (found === undefined) return;
    const { arn: subject, kind, name } = entity;
    yield finding('principal', {
      ...found,
      subject,
      data: { kind, name, actions: found.actions, targets: found.targets },
    });
  },
  *checkDocument(document, { graph, finding }) {
    const found = escalationAlone(graph, document, waysOf);
    if (found) yield finding('alone', { ...found, data: { policy: document.name, actions: found.actions } });
  },
});

const waysOf: FindWays = (graph, entity) => {
  return administratorRoles(graph, entity.account).flatMap((role) =>
    aroundOf(graph, entity, ({ samlProviders }) => samlProviders)
      .filter(({ Arn }) => graph.incoming(Arn, 'trusts').some(({ from }) => from === role.arn))
      .flatMap(({ Arn: resource }) => {
        const ability = abilityTo(graph, entity, { action: 'iam:UpdateSAMLProvider', resource });
        return ability ? [{ abilities: [ability], target: `'${role.name}'` }] : [];
      }),
  );
};
