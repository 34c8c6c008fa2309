import { isAwsManaged, type Statement } from '../../src/model/index.js';
import { grantOf, isEveryAction, isEveryResource } from '../../src/graph/index.js';
import {
  defineRule,
  holdersWith,
  includesAction,
  listing,
  reachingEveryRole,
  requires,
} from '../../src/linter/index.js';

const PASS_ROLE = 'iam:PassRole';

export default defineRule({
  meta: {
    id: 'grants/no-pass-role-on-every-role',
    description: 'Disallow policies that let every role be passed to every service',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation:
      'Name the roles in Resource, and the services in a condition on iam:PassedToService with StringEquals.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
    ],
    accessAnalyzer: [
      'PASS_ROLE_WITH_STAR_IN_RESOURCE',
      'PASS_ROLE_WITH_NOT_RESOURCE',
      'PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE',
      'PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE',
    ],
    messages: {
      everyRole:
        "'{policy}' lets every role be passed to every service. Whoever can start something in a service, an instance or a function, acts with the rights of the strongest role.",
      everyRoleBut:
        "'{policy}' lets every role but {exempt} be passed to every service. NotResource lets in all that it does not name, roles to come included.",
      incompleteArn:
        "'{policy}' lets every role be passed to every service: '{resource}' is incomplete, and IAM completes it with wildcards.",
      everyService:
        "'{policy}' lets every role be passed, and its condition on iam:PassedToService lets in every service.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, action, resource } = statement;
    if (effect !== 'Allow' || action?.negated !== false || !resource || isAwsManaged(document.owner)) return;
    if (!includesAction(action, PASS_ROLE) || action.values.some(({ value }) => isEveryAction(value))) return;
    const everyRole = reachingEveryRole(resource);
    if (!everyRole || limitsService(statement)) return;
    const openCondition = statement.conditions.find(
      ({ key }) => key.value.toLowerCase() === PASSED_TO_SERVICE,
    );
    const policy = document.name;
    const grant = { ...grantOf(statement), action: { negated: false, values: [PASS_ROLE] } };
    for (const holder of holdersWith(graph, document, grant)) {
      const draft = { at: everyRole, document, ...holder };
      if (openCondition) {
        yield finding('everyService', { ...draft, at: openCondition.key, data: { policy } });
      } else if (resource.negated) {
        const exempt = listing(resource.values.map(({ value }) => value));
        yield finding('everyRoleBut', { ...draft, data: { policy, exempt } });
      } else if (isIncomplete(everyRole.value)) {
        yield finding('incompleteArn', { ...draft, data: { policy, resource: everyRole.value } });
      } else {
        yield finding('everyRole', { ...draft, data: { policy } });
      }
    }
  },
});

const PASSED_TO_SERVICE = 'iam:passedtoservice';

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
function limitsService(statement: Statement): boolean {
  return (
    requires(statement, PASSED_TO_SERVICE, (value, pattern) => !pattern || !isAnyService(value)) ||
    requires(statement, 'iam:AssociatedResourceArn', (value, pattern) => !pattern || !isEveryResource(value))
  );
}

/** `*`, `*.amazonaws.com` and the like. */
function isAnyService(value: string): boolean {
  const [name = ''] = value.split('.');
  return name.replaceAll(/[*?]/g, '') === '';
}

function isIncomplete(resource: string): boolean {
  return !isEveryResource(resource) && resource.split(':').length < 6;
}
