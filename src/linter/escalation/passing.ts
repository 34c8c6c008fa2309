import { possibleDecisions } from '../../evaluator/index.js';
import type { PolicyGraph } from '../../graph/index.js';
import type { Role } from '../../model/index.js';

/** The services among those given that a role trusts, as far as its trust policy alone decides. */
export function servicesActingWith(role: Role, services: Iterable<string>): readonly string[] {
  const { trustPolicy } = role;
  if (trustPolicy === undefined) return [];
  const named = new Set(
    trustPolicy.statements
      .flatMap(({ principal }) => principal?.values ?? [])
      .map(({ kind, token }) => (kind === 'Service' ? token.value : '*')),
  );
  return [...services].filter((service) => named.has(service) && trusts(role, service));
}

function trusts({ arn, account, trustPolicy }: Role, service: string): boolean {
  return possibleDecisions(
    {
      principal: { kind: 'service', service },
      action: 'sts:AssumeRole',
      resource: arn,
      context: {},
      resourceAccount: account,
    },
    { identity: [], ...(trustPolicy && { resource: trustPolicy }) },
  ).includes('allowed');
}

/** Whether a service can have a role at once: an instance takes an instance profile, which somebody has to make first. */
export function isWithinReach(graph: PolicyGraph, { arn }: Role, service: string): boolean {
  return service !== 'ec2.amazonaws.com' || graph.outgoing(arn, 'in-profile').length > 0;
}
