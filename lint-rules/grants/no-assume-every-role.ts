import { isAwsManaged, isAccountId, parseArn } from '../../src/model/index.js';
import { grantOf, isEveryAction } from '../../src/graph/index.js';
import {
  defineRule,
  holdersWith,
  includesAction,
  isScopedByCondition,
  reachingEveryRole,
} from '../../src/linter/index.js';

const ASSUME_ROLE = 'sts:AssumeRole';

export default defineRule({
  meta: {
    id: 'grants/no-assume-every-role',
    description: 'Disallow policies that allow to assume every role',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation: 'Name the roles in Resource; for roles of other accounts, name the accounts too.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html',
      'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
    ],
    messages: {
      everyAccount:
        "'{policy}' allows to assume every role, of every account. Any account that trusts this one, by mistake or as bait, is reached too.",
      ownAccount:
        "'{policy}' allows to assume every role of account {account}. Each role that trusts the account lets in whoever has it.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, action, resource } = statement;
    if (effect !== 'Allow' || action?.negated !== false || !resource || isAwsManaged(document.owner)) return;
    if (!includesAction(action, ASSUME_ROLE) || action.values.some(({ value }) => isEveryAction(value)))
      return;
    const at = reachingEveryRole(resource);
    if (!at || isScopedByCondition(statement)) return;
    const account = resource.negated ? '' : (parseArn(at.value)?.account ?? '');
    const policy = document.name;
    const grant = { ...grantOf(statement), action: { negated: false, values: [ASSUME_ROLE] } };
    for (const holder of holdersWith(graph, document, grant)) {
      const draft = { at, document, ...holder };
      if (isAccountId(account)) yield finding('ownAccount', { ...draft, data: { policy, account } });
      else yield finding('everyAccount', { ...draft, data: { policy } });
    }
  },
});
