import { defineRule, principalForm, principalsOf } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-group-principal',
    description: 'Disallow groups as principals',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['resource-based', 'role-trust', 'vpc-endpoint'],
    remediation: 'Name the users or a role, and give the group permission to assume that role.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
    ],
    messages: {
      group: "'{principal}' is a group. Groups make no requests, so AWS takes none as a principal.",
    },
    accessAnalyzer: ['INVALID_PRINCIPAL_FORMAT'],
  },
  *checkStatement(statement, document, { finding }) {
    for (const at of principalsOf(statement, 'AWS')) {
      if (principalForm(at.value) !== 'group') continue;
      yield finding('group', { at, document, subject: document.owner, data: { principal: at.value } });
    }
  },
});
