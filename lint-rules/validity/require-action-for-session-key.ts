import { defineRule, requires, trustAllows } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/require-action-for-session-key',
    description: 'Require the action that a condition on session tags or the source identity depends on',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation: 'Add sts:TagSession or sts:SetSourceIdentity to the actions of the statement.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html',
    ],
    messages: {
      missing:
        'Nobody can meet the condition on {key}: to send that, one needs {action}, and the role trust policy does not allow it.',
    },
    accessAnalyzer: ['MISSING_ACTION_FOR_CONDITION_KEY'],
  },
  *checkConditions(statement, document, { finding }) {
    if (statement.effect !== 'Allow') return;
    const told = new Set<string>();
    for (const { key: at } of statement.conditions) {
      const action = actionFor(at.value.toLowerCase());
      if (action === undefined || told.has(action) || trustAllows(document, action)) continue;
      if (!requires(statement, at.value, () => true)) continue;
      told.add(action);
      yield finding('missing', { at, document, subject: document.owner, data: { key: at.value, action } });
    }
  },
});

/** What has to be allowed for a request to have a key. */
function actionFor(key: string): string | undefined {
  if (key.startsWith('aws:requesttag/') || key === 'aws:tagkeys' || key === 'sts:transitivetagkeys')
    return 'sts:TagSession';
  return key === 'sts:sourceidentity' ? 'sts:SetSourceIdentity' : undefined;
}
