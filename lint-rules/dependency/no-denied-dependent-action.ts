import {
  defineRule,
  deniesOfAction,
  dependentOperations,
  hasServiceLinkedRole,
  listing,
  policyText,
  servicesPassedTo,
  type ActionDeny,
  type DependentOperation,
} from '../../src/linter/index.js';
import type { Statement } from '../../src/model/index.js';

const PASS_ROLE = 'iam:PassRole';
const CREATE_ROLE = 'iam:CreateServiceLinkedRole';

interface Need {
  readonly action: string;
  readonly operations: readonly DependentOperation[];
}

export default defineRule({
  meta: {
    id: 'dependency/no-denied-dependent-action',
    description: 'Disallow denies of the IAM actions that allowed operations depend on',
    severity: 'low',
    confidence: 'high',
    remediation: 'Let the Deny spare the actions that are needed, for the roles and services that are meant.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html',
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    ],
    messages: {
      denied:
        "'{principal}' is allowed {operations}, and {policy} denies {dependents}. Where a role is needed they fail: let the Deny spare {mend}.",
    },
  },
  *checkAccount(account, { graph, finding }) {
    for (const principal of graph.entities(account)) {
      const found = new Map<Statement, { readonly deny: ActionDeny; readonly needs: Need[] }>();
      for (const action of [PASS_ROLE, CREATE_ROLE]) {
        const denies = deniesOfAction(graph, principal, action);
        if (denies.length === 0) continue;
        const operations = dependentOperations(graph, principal)
          .filter(({ dependents }) => dependents.includes(action))
          .filter(({ service }) => action === PASS_ROLE || !hasServiceLinkedRole(account, service));
        if (operations.length === 0) continue;
        for (const deny of denies) {
          const known = found.get(deny.statement) ?? { deny, needs: [] };
          known.needs.push({ action, operations });
          found.set(deny.statement, known);
        }
      }
      for (const { deny, needs } of found.values()) {
        const names = new Set(needs.flatMap(({ operations }) => operations.map(({ name }) => name)));
        yield finding('denied', {
          at: deny.token,
          document: deny.policy.document,
          subject: principal.arn,
          data: {
            principal: principal.name,
            operations: listing([...names]),
            policy: policyText(deny.policy),
            dependents: listing(needs.map(({ action }) => action)),
            mend: needs.map(mendOf).join(', and '),
          },
        });
      }
    }
  },
});

/** The smallest part of the Deny that has to go: `iam:PassRole to lambda.amazonaws.com (iam:PassedToService)`. */
function mendOf({ action, operations }: Need): string {
  const services = [...new Set(operations.map(({ service }) => service))];
  return action === PASS_ROLE
    ? `${action} to ${listing(services.flatMap(servicesPassedTo))} (iam:PassedToService)`
    : `${action} for ${listing(services.map((service) => `${service}.amazonaws.com`))} (iam:AWSServiceName)`;
}
