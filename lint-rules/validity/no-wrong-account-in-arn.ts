import { arnDefect, defineRule, resourceArns, standsForOwnText } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-wrong-account-in-arn',
    description: 'Disallow ARNs with an account that no such resource has',
    severity: 'medium',
    confidence: 'high',
    remediation:
      'Leave the account empty where the service has none in its ARNs; else write twelve digits, or *.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html',
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    ],
    messages: {
      unexpected:
        "'{resource}' names an account, and such a resource of {service} has none in its ARN. It matches nothing: leave the field empty.",
      missing:
        "'{resource}' names no account, and such a resource of {service} has one in its ARN. It matches nothing that belongs to an account: write the id, or *.",
      invalid:
        "'{account}' in '{resource}' is no id of an account, which is twelve digits. The ARN matches nothing.",
    },
    accessAnalyzer: ['ARN_ACCOUNT_NOT_ALLOWED', 'INVALID_ARN_ACCOUNT', 'MISSING_ARN_ACCOUNT'],
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (!standsForOwnText(document, graph)) return;
    for (const { at, arn } of resourceArns(statement)) {
      const { service, account } = arn;
      const draft = { at, document, subject: document.owner };
      const data = { resource: at.value };
      const defect = arnDefect(at.value);
      if (!isAccount(account)) yield finding('invalid', { ...draft, data: { ...data, account } });
      else if (defect === 'unexpectedAccount')
        yield finding('unexpected', { ...draft, data: { ...data, service } });
      else if (defect === 'missingAccount')
        yield finding('missing', { ...draft, confidence: 'medium', data: { ...data, service } });
    }
  },
});

/** Twelve digits, a pattern of such, or a word that stands for AWS itself, such as `aws` and `cloudfront`. */
function isAccount(account: string): boolean {
  return /^(?:|[0-9]{12}|[0-9]*[*?][0-9*?]*|[a-z]+(?:-[a-z]+)*)$/.test(account);
}
