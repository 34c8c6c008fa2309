import {
  defineRule,
  deniesOfAction,
  dependentOperations,
  hasServiceLinkedRole,
  listsWereRead,
  mayBeAllowed,
} from '../../src/linter/index.js';

const CREATE_ROLE = 'iam:CreateServiceLinkedRole';

export default defineRule({
  meta: {
    id: 'dependency/no-missing-service-linked-role',
    description: 'Disallow operations whose first use in the account fails for want of a service-linked role',
    severity: 'low',
    confidence: 'low',
    remediation: 'Make the service-linked role once, or allow iam:CreateServiceLinkedRole for the service.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html'],
    messages: {
      missing:
        "'{principal}' is allowed {operation}, the account has no service-linked role of {service}, and '{principal}' may not make it. Where the operation needs the role, its first use fails: allow iam:CreateServiceLinkedRole where iam:AWSServiceName is that of the service.",
    },
  },
  *checkAccount(account, { graph, finding }) {
    if (!listsWereRead(graph, account)) return;
    for (const principal of graph.entities(account)) {
      if (mayBeAllowed(graph, principal, CREATE_ROLE) !== false) continue;
      if (deniesOfAction(graph, principal, CREATE_ROLE).length > 0) continue;
      const services = new Set<string>();
      for (const { name, service, named, dependents, token, document } of dependentOperations(
        graph,
        principal,
      )) {
        if (!named || !dependents.includes(CREATE_ROLE) || services.has(service)) continue;
        if (hasServiceLinkedRole(account, service)) continue;
        services.add(service);
        const data = { principal: principal.name, operation: name, service };
        yield finding('missing', { at: token, document, subject: principal.arn, data });
      }
    }
  },
});
