import { isEveryAction, serviceOfWildcard } from '../../src/graph/index.js';
import { defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'trust/no-wildcard-action',
    description: 'Disallow role trust policies that allow every action of STS',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation:
      'Name the action by which the principal assumes the role: sts:AssumeRole, sts:AssumeRoleWithSAML or sts:AssumeRoleWithWebIdentity, and sts:TagSession or sts:SetSourceIdentity only where it is needed.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_permissions-required',
    ],
    messages: {
      wildcard:
        "'{action}' lets whoever is trusted do more than assume the role: tag the session, and say whose identity it carries. Policies that ask for such a tag or identity get what the caller wrote.",
      notAction:
        'NotAction lets whoever is trusted do everything but what it names, with what STS adds in future. Tags and source identity of the session are among it.',
    },
    compliance: { cwe: ['CWE-250'] },
  },
  *checkStatement(statement, document, { finding }) {
    const { effect, principal, action } = statement;
    if (effect !== 'Allow' || !principal || !action) return;
    if (action.negated) yield finding('notAction', { at: action.key, document });
    for (const token of action.negated ? [] : action.values) {
      if (isEveryAction(token.value) || serviceOfWildcard(token.value) === 'sts')
        yield finding('wildcard', { at: token, document, data: { action: token.value } });
    }
  },
});
