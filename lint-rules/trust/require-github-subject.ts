import {
  defineRule,
  deniesOn,
  gitHubProvider,
  gitHubReach,
  includesAction,
  listing,
} from '../../src/linter/index.js';
import type { Condition } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'trust/require-github-subject',
    description: 'Require role trust policies for GitHub Actions to name the repository',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation:
      "Add a condition on the provider's sub claim that names organization and repository: StringLike with repo:ORG/REPO:* or repo:ORG@ID/REPO@ID:*, or StringEquals with one branch or environment.",
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html#idp_oidc_Create_GitHub',
      'https://docs.github.com/en/actions/reference/security/oidc',
    ],
    accessAnalyzer: ['MISSING_GITHUB_REPO_CONDITION_KEY'],
    messages: {
      anybody:
        "Any GitHub Actions workflow, of whatever organization, can assume this role. All of GitHub has the same provider, and nothing names the organization: {condition} on '{key}'.",
      organization:
        "The workflows of every repository of an organization can assume this role. Nothing names the repository: {condition} on '{key}'.",
    },
    compliance: { cwe: ['CWE-863'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (statement.effect !== 'Allow' || !statement.principal || statement.principal.negated) return;
    if (!includesAction(statement.action, 'sts:AssumeRoleWithWebIdentity')) return;
    for (const { kind, token } of statement.principal.values) {
      const provider = kind === 'Federated' ? gitHubProvider(token.value) : undefined;
      if (provider === undefined) continue;
      const reach = gitHubReach(statement, deniesOn(graph, document), provider);
      if (reach === 'repository') continue;
      const key = `${provider}:sub`;
      const conditions = statement.conditions.filter(
        (condition) => condition.key.value.toLowerCase() === key.toLowerCase(),
      );
      const at = conditions[0]?.values[0] ?? token;
      yield finding(reach, { at, document, data: { key, condition: describe(conditions) } });
    }
  },
});

function describe(conditions: readonly Condition[]): string {
  if (conditions.length === 0) return 'there is no condition';
  return conditions
    .map(({ operator, values }) => `${operator.value} ${listing(values.map(({ value }) => `'${value}'`))}`)
    .join(', ');
}
