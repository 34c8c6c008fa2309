import { isAwsManaged, listing } from '../../src/model/index.js';
import type { AccessLevel, Action } from '../../src/model/catalogue/index.js';
import { grantOf, matchingActions, serviceOfWildcard } from '../../src/graph/index.js';
import { defineRule, holdersWith } from '../../src/linter/index.js';

const MOST_ACTIONS = 3;

export default defineRule({
  meta: {
    id: 'grants/no-partial-wildcard',
    description: 'Disallow wildcards in the names of actions that change something',
    severity: 'low',
    confidence: 'medium',
    policyTypes: ['identity-based'],
    remediation: 'List the actions that are meant; keep wildcards for what only reads or lists.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    ],
    messages: {
      permissions:
        "'{pattern}' in '{policy}' stands for {count} actions, and some of them change who has access: {actions}.",
      write: "'{pattern}' in '{policy}' stands for {count} actions that change something, such as {actions}.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, action } = statement;
    if (effect !== 'Allow' || action?.negated !== false || isAwsManaged(document.owner)) return;
    for (const at of action.values) {
      if (!/[*?]/.test(at.value) || serviceOfWildcard(at.value) !== undefined) continue;
      const changing = matchingActions(at.value).filter(({ accessLevel }) => !isHarmless(accessLevel));
      if (changing.length < 2) continue;
      const granting = changing.filter(({ accessLevel }) => accessLevel === 'Permissions management');
      const named = granting.length > 0 ? granting : changing;
      const grant = { ...grantOf(statement), action: { negated: false, values: [at.value] } };
      const data = {
        pattern: at.value,
        policy: document.name,
        count: changing.length,
        actions: listing(named.map(nameOf), MOST_ACTIONS),
      };
      for (const holder of holdersWith(graph, document, grant)) {
        yield finding(granting.length > 0 ? 'permissions' : 'write', { at, document, ...holder, data });
      }
    }
  },
});

function isHarmless(level: AccessLevel): boolean {
  return level === 'Read' || level === 'List' || level === 'Tagging';
}

function nameOf({ name }: Action): string {
  return name;
}
