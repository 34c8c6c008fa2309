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
    compliance: { securityHub: ['IAM.21'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, action, resource, conditions } = statement;
    if (effect !== 'Allow' || action?.negated !== false || resource?.negated !== false) return;
    if (isAwsManaged(document.owner) || isScopedByCondition(statement)) return;
    for (const at of action.values) {
      const service = findService(serviceOfWildcard(at.value) ?? '');
      if (service === undefined || !changesResources(service.prefix)) continue;
      // All of IAM is all of the account, which has a rule of its own.
      if (service.prefix === 'iam' && conditions.length === 0) continue;
      if (!reachingEveryResource(resource, service.prefix)) continue;
      const grant = { ...grantOf(statement), action: { negated: false, values: [at.value] } };
      const data = {
        policy: document.name,
        service: service.name,
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
