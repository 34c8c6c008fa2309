import { isEveryAction, isEveryResource } from '../../src/graph/index.js';
import { defineRule, standsForOwnText } from '../../src/linter/index.js';
import type { Statement } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-allow-in-resource-control',
    description: 'Disallow Allow in resource control policies of your own',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['resource-control'],
    remediation: 'Write what is denied. RCPFullAWSAccess, which is attached everywhere, allows the rest.',
    references: [
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html',
    ],
    messages: {
      allow: 'A resource control policy only denies: Organizations takes an Allow in RCPFullAWSAccess alone.',
    },
    accessAnalyzer: ['RCP_SYNTAX_ERROR_ALLOW'],
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (statement.effect !== 'Allow' || isFullAccess(statement) || !standsForOwnText(document, graph)) return;
    yield finding('allow', { at: statement.token, document, subject: document.owner });
  },
});

/** The one statement of RCPFullAWSAccess. */
function isFullAccess({ action, resource, conditions }: Statement): boolean {
  return (
    action?.negated === false &&
    action.values.some(({ value }) => isEveryAction(value)) &&
    resource?.negated === false &&
    resource.values.some(({ value }) => isEveryResource(value)) &&
    conditions.length === 0
  );
}
