import { actionGrants } from '../../src/graph/index.js';
import { findAction, findConditionKey, resourceType, type Action } from '../../src/model/catalogue/index.js';
import type { PolicyDocument, Statement } from '../../src/model/index.js';
import {
  defineRule,
  holdsWithoutKey,
  includesAction,
  listing,
  ownComparisons,
  prefixOf,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-key-of-one-resource-type',
    description: 'Disallow an Allow by a key that only some of the resources of a request have',
    severity: 'medium',
    confidence: 'medium',
    policyTypes: ['identity-based', 'permissions-boundary', 'session'],
    remediation:
      'Split the statement by resource type, with the condition on the one that has the key, or take the operator with IfExists.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists',
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html',
    ],
    messages: {
      partly:
        "A request for {action} is checked for {types} as well, which have no '{key}': the statement alone allows none of them.",
    },
  },
  *checkConditions(statement, document, { graph, finding }) {
    if (statement.effect !== 'Allow') return;
    for (const { comparison, key: at } of ownComparisons(statement, document, graph)) {
      const name = findConditionKey(at.value)?.name;
      if (name === undefined || holdsWithoutKey(comparison)) continue;
      for (const { token } of actionGrants(statement)) {
        const action = findAction(token.value);
        if (action === undefined) continue;
        const types = typesWithout(action, name);
        if (types.length === 0 || isAllowedElsewhere(document, statement, action.name)) continue;
        const data = { action: action.name, types: listing(types, 3), key: at.value };
        yield finding('partly', { at, document, data });
      }
    }
  },
});

/** Resource types of each request that have no such key, where some other type has it. */
function typesWithout(
  { name, requiredResourceTypes, resourceTypes }: Action,
  key: string,
): readonly string[] {
  const lacks = (type: string) => resourceType(prefixOf(name), type)?.conditionKeys.includes(key) !== true;
  return resourceTypes.every(lacks) ? [] : requiredResourceTypes.filter(lacks);
}

function isAllowedElsewhere({ statements }: PolicyDocument, statement: Statement, action: string): boolean {
  return statements.some(
    (other) => other !== statement && other.effect === 'Allow' && includesAction(other.action, action),
  );
}
