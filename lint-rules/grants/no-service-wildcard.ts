import { isAwsManaged } from '../../src/model/index.js';
import { actionsOf, findService } from '../../src/model/catalogue/index.js';
import { grantOf, reachingEveryResource, serviceOfWildcard } from '../../src/graph/index.js';
import { defineRule, holdersWith, isScopedByCondition } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'grants/no-service-wildcard',
    description: 'Disallow policies that allow every action of a service on every resource',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation: 'List the actions that are needed, or name the resources that they may reach.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html',
    ],
    messages: {
      wildcard:
        "'{policy}' allows every action of {service} on every resource. That includes deleting them and opening them to others, and whatever AWS adds to '{action}'.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, action, resource } = statement;
    if (effect !== 'Allow' || action?.negated !== false || resource?.negated !== false) return;
    if (isAwsManaged(document.owner) || isScopedByCondition(statement)) return;
    for (const at of action.values) {
      const service = serviceOfWildcard(at.value);
      if (service === undefined || !changesResources(service)) continue;
      if (!reachingEveryResource(resource, service)) continue;
      const grant = { ...grantOf(statement), action: { negated: false, values: [at.value] } };
      const data = {
        policy: document.name,
        service: findService(service)?.name ?? service,
        action: at.value,
      };
      for (const holder of holdersWith(graph, document, grant)) {
        yield finding('wildcard', { at, document, ...holder, data });
      }
    }
  },
});

/** Services that only show something, or that have no resources to tell apart, have no narrower form to ask for. */
function changesResources(service: string): boolean {
  return actionsOf(service).some(
    ({ accessLevel, resourceTypes }) =>
      resourceTypes.length > 0 && accessLevel !== 'List' && accessLevel !== 'Read',
  );
}
