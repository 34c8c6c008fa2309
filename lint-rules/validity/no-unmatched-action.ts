import { defineRule, listing, standsForOwnText, unmatchedActions } from '../../src/linter/index.js';

const MOST_ACTIONS = 5;

export default defineRule({
  meta: {
    id: 'validity/no-unmatched-action',
    description: 'Disallow actions whose resources are not among those of the statement',
    severity: 'medium',
    confidence: 'high',
    remediation:
      'Add the ARN that the action is about, or move the action to a statement with its resources.',
    references: [
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
    ],
    messages: {
      unmatched:
        "The statement does nothing for {actions}: none of its resources is what the action is about. Those look like '{arn}'.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (!standsForOwnText(document, graph)) return;
    const unmatched = unmatchedActions(statement).filter(({ scope }) => scope.arns.length > 0);
    const [first] = unmatched;
    if (first === undefined) return;
    const actions = listing(
      unmatched.map(({ action }) => action.value),
      MOST_ACTIONS,
    );
    const [arn = '*'] = first.scope.arns.toSorted((a, b) => a.length - b.length);
    yield finding('unmatched', {
      at: first.action,
      document,
      subject: document.owner,
      data: { actions, arn },
    });
  },
});
