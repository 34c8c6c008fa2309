import {
  defineRule,
  deniesOfAction,
  dependentOperations,
  listing,
  mayBeAllowed,
  ROLE_PASSING_OPERATIONS,
  servicesPassedTo,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'dependency/no-missing-pass-role',
    description: 'Disallow operations that pass a role without permission to pass one',
    severity: 'low',
    confidence: 'high',
    remediation: 'Allow iam:PassRole on the role that is meant, to the service that is to use it.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html'],
    messages: {
      missing:
        "'{principal}' is allowed {operations} and may pass no role. Each request has to name one, so all of them fail: allow iam:PassRole to {services} (iam:PassedToService).",
    },
  },
  *checkPrincipal(principal, { graph, finding }) {
    if (mayBeAllowed(graph, principal, 'iam:PassRole') !== false) return;
    if (deniesOfAction(graph, principal, 'iam:PassRole').length > 0) return;
    const operations = dependentOperations(graph, principal).filter(
      ({ name, named }) => named && ROLE_PASSING_OPERATIONS.has(name),
    );
    const [first] = operations;
    if (!first) return;
    const services = [...new Set(operations.map(({ service }) => service))];
    yield finding('missing', {
      at: first.token,
      document: first.document,
      subject: principal.arn,
      data: {
        principal: principal.name,
        operations: listing([...new Set(operations.map(({ name }) => name))]),
        services: listing(services.flatMap(servicesPassedTo)),
      },
    });
  },
});
