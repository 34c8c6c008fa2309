import { isFixed } from '../../src/prover/index.js';
import {
  defineRule,
  deniesOn,
  gitHubProvider,
  gitHubReach,
  limitedTo,
  trustedProviders,
} from '../../src/linter/index.js';

/** Claims that say what of a repository runs, besides the subject. */
const CLAIMS = ['ref', 'environment', 'job_workflow_ref', 'workflow'];

export default defineRule({
  meta: {
    id: 'trust/require-github-branch',
    description: 'Require role trust policies for GitHub Actions to name the branch or environment',
    severity: 'low',
    confidence: 'medium',
    policyTypes: ['role-trust'],
    remediation:
      'End the sub claim in :environment:NAME or :ref:refs/heads/BRANCH, or add a condition on the ref claim.',
    references: [
      'https://docs.github.com/en/actions/reference/security/oidc',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
    ],
    messages: {
      anyBranch:
        "Every branch of the repository can assume this role, and every pull request from a branch of it. '{value}' names the repository and nothing else.",
      pullRequest:
        "Every pull request from a branch of the repository can assume this role: '{value}' takes what nobody has reviewed.",
    },
    compliance: { cwe: ['CWE-863'] },
    accessAnalyzer: ['SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED'],
  },
  *checkStatement(statement, document, { graph, finding }) {
    for (const { name } of trustedProviders(statement, 'oidc')) {
      const provider = gitHubProvider(name);
      if (provider === undefined) continue;
      const denies = deniesOn(graph, document);
      if (gitHubReach(statement, denies, provider) !== 'repository') continue;
      const others = CLAIMS.map((claim) => [`${provider}:${claim}`, isFixed] as const);
      if (limitedTo(statement, denies, [[`${provider}:sub`, saysWhat], ...others])) continue;
      const value = statement.conditions
        .filter(({ key }) => key.value.toLowerCase() === `${provider}:sub`.toLowerCase())
        .flatMap(({ values }) => values)
        .find((one) => !saysWhat(one.value));
      if (value === undefined) continue;
      const isPullRequest = value.value.endsWith(':pull_request');
      yield finding(isPullRequest ? 'pullRequest' : 'anyBranch', {
        at: value,
        document,
        data: { value: value.value },
      });
    }
  },
});

/** A subject with a branch, a tag, an environment or a workflow behind the repository; wildcards in its name count. */
function saysWhat(value: string): boolean {
  return /:(?:ref:refs\/(?:heads|tags)\/|environment:|job_workflow_ref:|workflow:)[^*?]/.test(value);
}
