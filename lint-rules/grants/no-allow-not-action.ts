import { isAwsManaged } from '../../src/model/index.js';
import { grantOf, isEveryResource } from '../../src/graph/index.js';
import { defineRule, holdersWith, isScopedByCondition, listing } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'grants/no-allow-not-action',
    description: 'Disallow policies that allow everything but some actions',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation: 'Write Action with what is needed; keep NotAction for Deny.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html',
    ],
    accessAnalyzer: [
      'PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION',
      'PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE',
      'CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION',
      'CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE',
    ],
    messages: {
      everythingBut:
        "'{policy}' allows every action but {actions}. Each service that AWS adds is allowed from its first day.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, action, resource } = statement;
    if (effect !== 'Allow' || !action?.negated || !resource || isAwsManaged(document.owner)) return;
    const isEverywhere = resource.negated || resource.values.some(({ value }) => isEveryResource(value));
    if (action.values.length === 0 || !isEverywhere || isScopedByCondition(statement)) return;
    const data = {
      policy: document.name,
      actions: listing(action.values.map(({ value }) => value)),
    };
    for (const holder of holdersWith(graph, document, grantOf(statement))) {
      yield finding('everythingBut', { at: action.key, document, ...holder, data });
    }
  },
});
