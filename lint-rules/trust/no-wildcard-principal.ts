import {
  callerLimit,
  defineRule,
  deniesOn,
  includesAction,
  keepsStrangersOut,
  namesEverybody,
  singlesOutEntities,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'trust/no-wildcard-principal',
    description: 'Disallow role trust policies that trust everybody and leave the rest to a condition',
    severity: 'medium',
    confidence: 'medium',
    policyTypes: ['role-trust'],
    remediation:
      'Name the accounts, users or roles in Principal and keep the condition, or single out users and roles by a condition on aws:PrincipalArn.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
    ],
    messages: {
      conditioned:
        "Only a condition stands between '{principal}' and the role. Whoever meets it in the role's own account needs no permission besides, and a slip in the condition opens the role to the world.",
    },
    compliance: { cwe: ['CWE-732'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, principal, action } = statement;
    if (effect !== 'Allow' || !principal || !namesEverybody(principal) || principal.negated) return;
    if (!includesAction(action, 'sts:AssumeRole')) return;
    const denies = deniesOn(graph, document);
    // What no condition keeps strangers out of is the business of no-public-principal.
    const isPublic =
      callerLimit(statement) === 'none' && !denies.some((deny) => keepsStrangersOut(deny, statement));
    if (isPublic || singlesOutEntities(statement, denies)) return;
    for (const { token } of principal.values.filter((value) => value.token.value === '*')) {
      yield finding('conditioned', { at: token, document, data: { principal: token.value } });
    }
  },
});
