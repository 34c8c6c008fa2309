import {
  callerLimit,
  defineRule,
  deniesOn,
  includesAction,
  keepsStrangersOut,
  namesEverybody,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'trust/no-public-principal',
    description: 'Disallow role trust policies that let any AWS principal assume the role',
    severity: 'critical',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation:
      'Name the accounts, users or roles that are to assume the role, or add a condition on who calls: aws:PrincipalOrgID, aws:PrincipalAccount or aws:PrincipalArn with fixed values.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html',
    ],
    messages: {
      open: 'Any AWS principal in the world can assume this role.',
      condition:
        'Any AWS principal in the world can assume this role: the condition on {keys} does not say who. Nobody is kept out by a key that the caller chooses, by a wildcard, or by an operator that passes without the key.',
      externalId:
        'Any AWS principal in the world that knows the external id can assume this role. An external id is no secret: it tells apart the customers of one trusted account.',
      notPrincipal:
        'Any AWS principal in the world but those in NotPrincipal can assume this role. Allow with NotPrincipal lets in everybody else.',
    },
    compliance: { cwe: ['CWE-732'] },
    accessAnalyzer: ['ALLOW_WITH_NOT_PRINCIPAL'],
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, principal, conditions } = statement;
    if (effect !== 'Allow' || !principal || !namesEverybody(principal)) return;
    if (!includesAction(statement.action, 'sts:AssumeRole') || callerLimit(statement) !== 'none') return;
    if (deniesOn(graph, document).some((deny) => keepsStrangersOut(deny, statement))) return;
    const keys = new Set(conditions.map(({ key }) => key.value));
    const at = principal.values.find(({ token }) => token.value === '*')?.token ?? principal.key;
    if (principal.negated) yield finding('notPrincipal', { at: principal.key, document });
    else if (keys.size === 0) yield finding('open', { at, document });
    else if ([...keys].every(isExternalId)) yield finding('externalId', { at, document });
    else yield finding('condition', { at, document, data: { keys: [...keys].join(', ') } });
  },
});

function isExternalId(key: string): boolean {
  return key.toLowerCase() === 'sts:externalid';
}
