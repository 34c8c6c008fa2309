import {
  defineRule,
  federatedForm,
  isHostName,
  principalForm,
  principalsOf,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-invalid-principal',
    description: 'Disallow principals that have none of the forms of a principal',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['resource-based', 'role-trust', 'vpc-endpoint'],
    remediation: 'Write an account id of twelve digits, or the ARN of a user, role or session.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
    ],
    messages: {
      unknown:
        "'{principal}' is no account, user, role or session, so AWS refuses it as a principal. Accounts are twelve digits; the others are ARNs of iam or sts.",
      service: "'{principal}' is a service, and stands under AWS. Write it under Service.",
      provider: "'{principal}' is an identity provider, and stands under AWS. Write it under Federated.",
      canonical: "'{principal}' is no canonical user id, which is 64 hexadecimal digits.",
    },
    accessAnalyzer: ['INVALID_PRINCIPAL_FORMAT'],
  },
  *checkStatement(statement, document, { finding }) {
    const draft = { document, subject: document.owner };
    for (const at of principalsOf(statement, 'AWS')) {
      const defect = defectOf(at.value);
      if (defect) yield finding(defect, { ...draft, at, data: { principal: at.value } });
    }
    for (const at of principalsOf(statement, 'CanonicalUser')) {
      if (/^[0-9a-f]{64}$/i.test(at.value)) continue;
      yield finding('canonical', { ...draft, at, data: { principal: at.value } });
    }
  },
});

function defectOf(principal: string): 'unknown' | 'service' | 'provider' | undefined {
  if (principalForm(principal) !== 'unknown') return undefined;
  if (isHostName(principal) && principal.includes('.amazonaws.')) return 'service';
  return principal.startsWith('arn:') && federatedForm(principal) !== 'unknown' ? 'provider' : 'unknown';
}
