import { defineRule, listing, standsForOwnText, unmatchedActions } from '../../src/linter/index.js';

const MOST_ACTIONS = 5;

export default defineRule({
  meta: {
    id: 'validity/require-every-resource',
    description: 'Require "*" as the resource of actions that are about no single resource',
    severity: 'low',
    confidence: 'medium',
    remediation: 'Move these actions to a statement with "Resource": "*".',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    ],
    messages: {
      narrowed:
        'AWS documents no resource for {actions}, so only "*" is one. On the ARNs of this statement it does nothing.',
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (!standsForOwnText(document, graph)) return;
    const unmatched = unmatchedActions(statement).filter(({ scope }) => scope.arns.length === 0);
    const [first] = unmatched;
    if (first === undefined) return;
    const actions = listing(
      unmatched.map(({ action }) => action.value),
      MOST_ACTIONS,
    );
    yield finding('narrowed', { at: first.action, document, subject: document.owner, data: { actions } });
  },
});
