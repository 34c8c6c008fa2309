import { abilityTo, administratorRoles, aroundOf, defineEscalation, wayTo } from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'escalation/no-identity-provider-changes',
    description: 'Disallow principals who can replace the identity provider of a role of administrators',
    severity: 'high',
    confidence: 'high',
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
  waysOf: (graph, entity) =>
    administratorRoles(graph, entity.account).flatMap((role) =>
      aroundOf(graph, entity, ({ samlProviders }) => samlProviders)
        .filter(({ Arn }) => graph.incoming(Arn, 'trusts').some(({ from }) => from === role.arn))
        .flatMap(({ Arn: resource }) =>
          wayTo(`'${role.name}'`, abilityTo(graph, entity, { action: UPDATE, resource })),
        ),
    ),
});

const UPDATE = 'iam:UpdateSAMLProvider';
