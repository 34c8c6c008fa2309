import type { Action } from '../../src/model/catalogue/index.js';
import { serviceOfWildcard } from '../../src/graph/index.js';
import { defineRule, sensitivityOf, unscopedGrants } from '../../src/linter/index.js';

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
    for (const { holder, at, actions } of unscopedGrants(statement, document, graph, canBeScoped)) {
      yield finding('unscoped', { at, document, ...holder, data: { policy: document.name, actions } });
    }
  },
});

/**
 * Whole services and sensitive actions have rules of their own. To list resources does little harm, and a console
 * wants to list them all.
 */
function canBeScoped(value: string, actions: readonly Action[]): boolean {
  const limited = actions.filter(({ resourceTypes }) => resourceTypes.length > 0);
  return (
    serviceOfWildcard(value) === undefined &&
    limited.some(({ accessLevel }) => accessLevel !== 'List') &&
    limited.every((action) => sensitivityOf(action) === undefined)
  );
}
