import { defineRule, deniesOn, includesAction, limitedTo } from '../../src/linter/index.js';

const SERVICE = 'rolesanywhere.amazonaws.com';

export default defineRule({
  meta: {
    id: 'trust/require-roles-anywhere-condition',
    description:
      'Require role trust policies for IAM Roles Anywhere to name the trust anchor or the certificate',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation:
      'Add an ArnEquals condition on aws:SourceArn with the trust anchor, and one on aws:PrincipalTag/x509Subject/CN or another field of the certificate.',
    references: [
      'https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html#trust-policy',
      'https://docs.aws.amazon.com/rolesanywhere/latest/userguide/security_iam_service-with-iam.html',
    ],
    messages: {
      missing:
        'Every certificate that any trust anchor of the account vouches for can assume this role. No condition names the trust anchor, or anything in the certificate.',
    },
    compliance: { cwe: ['CWE-863'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, principal, conditions, action } = statement;
    if (effect !== 'Allow' || !principal || principal.negated || !includesAction(action, 'sts:AssumeRole'))
      return;
    const denies = deniesOn(graph, document);
    const certificate = [...conditions, ...denies.flatMap((deny) => deny.conditions)]
      .map(({ key }) => key.value)
      .filter((key) => /^(?:aws:(?:principal|request)tag\/x509|sts:sourceidentity$)/i.test(key));
    const tested = certificate.map((key) => [key, isSaid] as const);
    if (limitedTo(statement, denies, [['aws:SourceArn', namesAnchor], ...tested])) return;
    for (const { kind, token } of principal.values) {
      if (kind === 'Service' && token.value === SERVICE) yield finding('missing', { at: token, document });
    }
  },
});

/** An ARN with more to its name than the type. */
function namesAnchor(value: string, pattern: boolean): boolean {
  const anchor = /:trust-anchor\/(.+)$/.exec(value)?.[1] ?? '';
  return isSaid(anchor, pattern);
}

function isSaid(value: string, pattern: boolean): boolean {
  return value !== '' && (!pattern || /[^*?]/.test(value));
}
