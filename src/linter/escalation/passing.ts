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

/** Whether an instance can have a role already: it is in an instance profile. */
export function isInInstanceProfile(graph: PolicyGraph, { arn }: Role): boolean {
  return graph.outgoing(arn, 'in-profile').length > 0;
}
