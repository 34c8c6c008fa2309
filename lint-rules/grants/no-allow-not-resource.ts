import { isAwsManaged, listing } from '../../src/model/index.js';
import { grantOf, isEveryResource, matchingActions } from '../../src/graph/index.js';
import { defineRule, holdersWith, isScopedByCondition, sensitivityOf } from '../../src/linter/index.js';

const MOST = 3;

export default defineRule({
  meta: {
    id: 'grants/no-allow-not-resource',
    description: 'Disallow policies that allow actions on every resource but some',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation: 'Write Resource with what is meant; keep NotResource for Deny.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html',
    ],
    messages: {
      everythingBut:
        "'{policy}' allows {actions} on every resource but {resources}. Resources that are made tomorrow are included.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, action, resource } = statement;
    if (effect !== 'Allow' || action?.negated !== false || !resource?.negated) return;
    if (isAwsManaged(document.owner) || isScopedByCondition(statement)) return;
    if (resource.values.some(({ value }) => isEveryResource(value))) return;
    const actions = action.values.map(({ value }) => value).filter(takesResource);
    if (actions.length === 0) return;
    const data = {
      policy: document.name,
      actions: listing(actions, MOST),
      resources: listing(
        resource.values.map(({ value }) => value),
        MOST,
      ),
    };
    const grant = { ...grantOf(statement), action: { negated: false, values: actions } };
    for (const holder of holdersWith(graph, document, grant)) {
      yield finding('everythingBut', { at: resource.key, document, ...holder, data });
    }
  },
});

/** To pass or assume roles, and to make service-linked ones, has rules of its own. */
function takesResource(value: string): boolean {
  const matched = matchingActions(value);
  if (matched.length === 0) return value === '*' || value === '*:*';
  return matched.some((action) => action.resourceTypes.length > 0 && sensitivityOf(action) !== 'roles');
}
