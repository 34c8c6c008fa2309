import { isAwsManaged } from '../../src/model/index.js';
import { EVERYTHING } from '../../src/graph/index.js';
import {
  defineRule,
  everythingIn,
  holdersWith,
  isScopedByCondition,
  listing,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'grants/no-conditional-administrator',
    description: 'Disallow policies that allow every action on every resource to whoever meets a condition',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation:
      'Allow the actions that are needed, on the resources that are meant, and keep the condition.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
    ],
    compliance: { cwe: ['CWE-250'] },
    messages: {
      everything:
        "'{policy}' allows every action on every resource to whoever meets the condition on {keys}, which says who calls, when or how and narrows nothing down.",
    },
  },
  *checkConditions(statement, document, { graph, finding }) {
    const { conditions } = statement;
    if (isAwsManaged(document.owner) || isScopedByCondition(statement)) return;
    const at = everythingIn(statement);
    if (at === undefined) return;
    const related = conditions.map(({ key }) => ({ token: key, label: 'the condition' }));
    const data = {
      policy: document.name,
      keys: listing([...new Set(related.map(({ token }) => token.value))]),
    };
    for (const holder of holdersWith(graph, document, EVERYTHING)) {
      yield finding('everything', { at, document, related, ...holder, data });
    }
  },
});
