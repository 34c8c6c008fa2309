import {
  clusterOf,
  defineRule,
  deniesOn,
  gitHubProvider,
  limitedTo,
  sharedIssuer,
  trustedProviders,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'trust/require-oidc-condition',
    description: 'Require role trust policies for an OpenID Connect provider to test a claim',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation:
      "Add a condition on a claim of the provider's tokens, such as sub, under an operator that fails without it.",
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
    ],
    messages: {
      missing:
        "Everybody who gets a token from '{name}' can assume this role. No condition that has to be met is on a key that begins with '{name}:'.",
    },
    compliance: { cwe: ['CWE-863'] },
    accessAnalyzer: ['MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL'],
  },
  *checkStatement(statement, document, { graph, finding }) {
    for (const { token, name } of trustedProviders(statement, 'oidc')) {
      if ((sharedIssuer(name) ?? gitHubProvider(name) ?? clusterOf(name)) !== undefined) continue;
      const denies = deniesOn(graph, document);
      const keys = [statement, ...denies]
        .flatMap(({ conditions }) => conditions.map(({ key }) => key.value))
        .filter((key) => key.toLowerCase().startsWith(`${name.toLowerCase()}:`));
      const tested = keys.map((key) => [key, isSaid] as const);
      if (limitedTo(statement, denies, tested)) continue;
      yield finding('missing', { at: token, document, data: { name } });
    }
  },
});

function isSaid(value: string, pattern: boolean): boolean {
  return !pattern || /[^*?]/.test(value);
}
