import { isAwsManaged, type Token } from '../../src/model/index.js';
import { grantOf, matchingActions, reachingEveryResource, serviceOfWildcard } from '../../src/graph/index.js';
import {
  defineRule,
  holdersWith,
  isScopedByCondition,
  listing,
  type Holder,
} from '../../src/linter/index.js';

const MOST_ACTIONS = 5;

export default defineRule({
  meta: {
    id: 'grants/no-unscoped-resource',
    description: 'Disallow actions on every resource where they can be limited to some',
    severity: 'low',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation: 'Name in Resource what the actions are for; leave only actions without a resource on "*".',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    ],
    messages: {
      unscoped: "'{policy}' allows {actions} on every resource, though Resource could name fewer.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, action, resource } = statement;
    if (effect !== 'Allow' || action?.negated !== false || resource?.negated !== false) return;
    if (isAwsManaged(document.owner) || isScopedByCondition(statement)) return;
    const byHolder = new Map<string, Unscoped>();
    for (const { value } of action.values) {
      const at = takesResource(value) && reachingEveryResource(resource, serviceOf(value));
      if (!at) continue;
      const grant = { ...grantOf(statement), action: { negated: false, values: [value] } };
      for (const holder of holdersWith(graph, document, grant)) {
        const { actions } = byHolder.get(holder.subject ?? '') ?? { actions: [] };
        byHolder.set(holder.subject ?? '', { holder, at, actions: [...actions, value] });
      }
    }
    for (const { holder, at, actions } of byHolder.values()) {
      const data = { policy: document.name, actions: listing(actions, MOST_ACTIONS) };
      yield finding('unscoped', { at, document, ...holder, data });
    }
  },
});

interface Unscoped {
  readonly holder: Holder;
  readonly at: Token;
  readonly actions: readonly string[];
}

function serviceOf(action: string): string {
  return action.slice(0, Math.max(action.indexOf(':'), 0)).toLowerCase();
}

/**
 * Whole services and iam:PassRole have rules of their own. To list resources does little harm, and a console wants
 * to list them all.
 */
function takesResource(action: string): boolean {
  if (serviceOfWildcard(action) !== undefined) return false;
  return matchingActions(action).some(
    ({ name, accessLevel, resourceTypes }) =>
      resourceTypes.length > 0 && accessLevel !== 'List' && name !== 'iam:PassRole',
  );
}
