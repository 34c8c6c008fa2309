import { findAction } from '../../src/model/catalogue/index.js';
import type { Statement } from '../../src/model/index.js';
import {
  defineRule,
  deniesOfAction,
  dependentOperations,
  mayBeAllowed,
  requires,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'dependency/require-tagging-on-create',
    description: 'Require the tagging action where a resource may only be made with tags',
    severity: 'low',
    confidence: 'high',
    remediation: 'Allow the tagging action for what the operation makes.',
    references: [
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html',
    ],
    messages: {
      missing:
        "'{principal}' is allowed {operation} only with tags and is not allowed {tagging}. A request without tags is not allowed, and one with tags fails.",
      denied:
        "'{principal}' is allowed {operation} only with tags, and '{policy}' denies {tagging}. A request without tags is not allowed, and one with tags fails.",
    },
  },
  *checkPrincipal(principal, { graph, finding }) {
    for (const operation of dependentOperations(graph, principal)) {
      const { name, dependents, document, token, statement, named } = operation;
      const tagging = dependents.find((action) => findAction(action)?.accessLevel === 'Tagging');
      if (!named || tagging === undefined || !asksForTags(statement)) continue;
      const [deny] = deniesOfAction(graph, principal, tagging);
      const draft = { at: token, document, subject: principal.arn };
      const data = { principal: principal.name, operation: name, tagging };
      if (deny) yield finding('denied', { ...draft, data: { ...data, policy: deny.policy.document.name } });
      else if (mayBeAllowed(graph, principal, tagging) === false)
        yield finding('missing', { ...draft, data });
    }
  },
});

/** Whether a statement applies only to requests with a certain tag. */
function asksForTags(statement: Statement): boolean {
  const keys = statement.conditions.map(({ key }) => key.value);
  return keys
    .filter((key) => key.toLowerCase().startsWith('aws:requesttag/'))
    .some((key) => requires(statement, key, () => true));
}
