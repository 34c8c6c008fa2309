import { defineRule, listing, trustedServices } from '../../src/linter/index.js';
import type { Statement } from '../../src/model/index.js';
import { covers } from '../../src/prover/index.js';

export default defineRule({
  meta: {
    id: 'dependency/no-useless-pass-role',
    description: 'Disallow permission to pass a role that no such service can assume',
    severity: 'low',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation: 'Name the service in the role trust policy, or the right service or role here.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_PassedToService',
    ],
    messages: {
      noService:
        "'{policy}' lets '{role}' be passed to services, and the role trusts none. Whichever service is given the role cannot assume it.",
      otherService:
        "'{policy}' lets '{role}' be passed to {services}, and the role trusts {trusted}. The service that is given the role cannot assume it.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, action, resource } = statement;
    if (effect !== 'Allow' || action?.negated !== false || resource?.negated !== false) return;
    if (!action.values.some(({ value }) => value.toLowerCase() === 'iam:passrole')) return;
    const services = passedTo(statement);
    for (const at of resource.values) {
      const role = graph.entity(at.value);
      if (role?.kind !== 'role' || !role.trustPolicy || role.serviceLinked) continue;
      const trusted = trustedServices(role.trustPolicy);
      if (!trusted) continue;
      const draft = {
        at,
        document,
        related: [{ token: role.trustPolicy.token, label: 'whom the role trusts' }],
      };
      if (trusted.length === 0) {
        yield finding('noService', { ...draft, data: { policy: document.name, role: role.name } });
      } else if (
        services &&
        !trusted.some((host) => services.some((service) => covers(service, host) !== false))
      ) {
        yield finding('otherService', {
          ...draft,
          data: {
            policy: document.name,
            role: role.name,
            services: listing(services),
            trusted: listing(trusted),
          },
        });
      }
    }
  },
});

/** The patterns of the services that a statement lets roles be passed to; undefined for every service. */
function passedTo({ conditions }: Statement): readonly string[] | undefined {
  const limits = conditions.filter(
    ({ key, operator }) =>
      key.value.toLowerCase() === 'iam:passedtoservice' &&
      /^(for(any|all)values?:)?string(equals|equalsignorecase|like)(ifexists)?$/i.test(operator.value),
  );
  return limits[0]?.values.map(({ value }) => value);
}
