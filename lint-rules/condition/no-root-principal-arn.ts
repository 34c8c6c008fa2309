import { accountNamedBy, isAccountId } from '../../src/model/index.js';
import { defineRule, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-root-principal-arn',
    description: 'Disallow aws:PrincipalArn with the root of an account where the account is meant',
    severity: 'high',
    confidence: 'high',
    remediation: "Compare aws:PrincipalAccount with the account's id.",
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalaccount',
    ],
    messages: {
      allow:
        "In a condition '{value}' is the root user alone, and no user or role of the account is allowed. Use aws:PrincipalAccount.",
      deny: "In a condition '{value}' is the root user alone, and the users and roles of the account are denied. Use aws:PrincipalAccount.",
    },
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, name, values } of ownComparisons(statement, document, graph)) {
      const { effect } = statement;
      if (name !== 'aws:principalarn' || comparison.negated !== (effect === 'Deny')) continue;
      const roots = values.filter(({ value }) => accountNamedBy(value) !== undefined && !isAccountId(value));
      for (const at of roots) {
        // Beside other principals the root user may be meant.
        const isAlone = roots.length === values.length;
        yield finding(effect === 'Allow' ? 'allow' : 'deny', {
          at,
          document,
          ...(!isAlone && { confidence: 'low' }),
          data: { value: at.value },
        });
      }
    }
  },
});
