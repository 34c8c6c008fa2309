import { defineRule, sharedProviders } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'trust/no-tenant-wide-subject',
    description: 'Disallow role trust policies that take the tokens of every project of an organization',
    severity: 'medium',
    confidence: 'medium',
    policyTypes: ['role-trust'],
    remediation: 'Name the project, pipeline or workspace that is to assume the role.',
    references: [
      'https://docs.gitlab.com/ci/cloud_services/aws/',
      'https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration',
      'https://buildkite.com/docs/pipelines/security/oidc/aws',
    ],
    messages: {
      wide: "'{value}' lets in whatever your organization runs at {title}. Whoever can start a job in any project of it can assume this role.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    for (const { token, issuer, reach, values } of sharedProviders(graph, document, statement)) {
      if (reach !== 'tenant') continue;
      // Without a condition here, a Deny names the organization.
      const [at = token] = values;
      yield finding('wide', { at, document, data: { title: issuer.title, value: at.value } });
    }
  },
});
