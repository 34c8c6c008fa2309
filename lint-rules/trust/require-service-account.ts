import { isFixed } from '../../src/prover/index.js';
import { clusterOf, defineRule, deniesOn, limitedTo, trustedProviders } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'trust/require-service-account',
    description: 'Require role trust policies for a Kubernetes cluster to name the service account',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation:
      "Add a StringEquals condition on the provider's sub claim: system:serviceaccount:NAMESPACE:NAME, and one on aud with sts.amazonaws.com.",
    references: [
      'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
      'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
    ],
    messages: {
      cluster:
        "Every pod of the cluster can assume this role, in whatever namespace. No condition on '{key}' names the service account.",
      namespace:
        "Every pod of a namespace can assume this role. '{value}' on '{key}' does not name the service account.",
    },
    compliance: { cwe: ['CWE-863'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    for (const { token, name } of trustedProviders(statement, 'oidc')) {
      if (clusterOf(name) === undefined) continue;
      const key = `${name}:sub`;
      const denies = deniesOn(graph, document);
      if (limitedTo(statement, denies, [[key, isFixed]])) continue;
      const [value] = statement.conditions
        .filter((condition) => condition.key.value.toLowerCase() === key.toLowerCase())
        .flatMap(({ values }) => values);
      const place = { at: value ?? token, document };
      if (limitedTo(statement, denies, [[key, namesNamespace]])) {
        const data = { key, value: place.at.value };
        yield finding('namespace', { ...place, confidence: 'medium', data });
      } else {
        yield finding('cluster', { ...place, data: { key } });
      }
    }
  },
});

/** `system:serviceaccount:NAMESPACE:` and more, with no wildcard before the last colon. */
function namesNamespace(value: string): boolean {
  return /^system:serviceaccount:[^:*?$]+:/.test(value);
}
