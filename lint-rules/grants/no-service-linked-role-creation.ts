import { isAwsManaged } from '../../src/model/index.js';
import { grantOf, isEveryAction, reachingEveryResource } from '../../src/graph/index.js';
import { defineRule, holdersWith, includesAction, requires } from '../../src/linter/index.js';

const CREATE = 'iam:CreateServiceLinkedRole';

export default defineRule({
  meta: {
    id: 'grants/no-service-linked-role-creation',
    description: 'Disallow policies that let a service-linked role be created for every service',
    severity: 'low',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation: 'Name the service in a condition on iam:AWSServiceName, and its role in Resource.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
    ],
    messages: {
      everyService:
        "'{policy}' lets a service-linked role be created for every service. Each of them opens the account to a service that nobody may have asked for.",
    },
    accessAnalyzer: [
      'CREATE_SLR_WITH_NOT_RESOURCE',
      'CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE',
      'CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE',
      'CREATE_SLR_WITH_STAR_IN_RESOURCE',
    ],
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, action, resource } = statement;
    if (effect !== 'Allow' || action?.negated !== false || !resource || isAwsManaged(document.owner)) return;
    if (!includesAction(action, CREATE) || action.values.some(({ value }) => isEveryAction(value))) return;
    const at = reachingEveryResource(resource, 'iam');
    if (!at || requires(statement, 'iam:AWSServiceName', isNamed)) return;
    const grant = { ...grantOf(statement), action: { negated: false, values: [CREATE] } };
    for (const holder of holdersWith(graph, document, grant)) {
      yield finding('everyService', { at, document, ...holder, data: { policy: document.name } });
    }
  },
});

function isNamed(value: string, pattern: boolean): boolean {
  const [name = ''] = value.split('.');
  return !pattern || name.replaceAll(/[*?]/g, '') !== '';
}
