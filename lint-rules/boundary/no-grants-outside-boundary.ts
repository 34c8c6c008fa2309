import { actionGrants, type Grant, type PolicyGraph } from '../../src/graph/index.js';
import { actionIntersects, arnIntersects } from '../../src/prover/index.js';
import type { Entity, PolicyDocument, Statement } from '../../src/model/index.js';
import { defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'boundary/no-grants-outside-boundary',
    description: 'Disallow policies that lie wholly outside of the permissions boundary',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['permissions-boundary'],
    remediation:
      'Set the permissions boundary that belongs to what is granted, or grant what the boundary allows.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html'],
    messages: {
      outside:
        "The {kind} '{name}' can do nothing: its permissions boundary '{policy}' allows none of what its policies grant.",
    },
  },
  *checkDocument(document, { graph, finding }) {
    const limits = allowsOf(document);
    if (document.errors.length > 0) return;
    for (const entity of graph.boundedBy(document)) {
      const grants = grantsOf(graph, entity);
      if (grants.length === 0 || grants.some((grant) => limits.some((limit) => mayMeet(grant, limit))))
        continue;
      const { arn: subject, kind, name } = entity;
      const data = { policy: document.name, kind, name };
      yield finding('outside', { at: document.token, document, subject, data });
    }
  },
});

function allowsOf({ statements }: PolicyDocument): readonly Grant[] {
  return statements
    .filter(isAllow)
    .flatMap(actionGrants)
    .map(({ grant }) => grant);
}

/** Empty where some of the policies could not be read. */
function grantsOf(graph: PolicyGraph, entity: Entity): readonly Grant[] {
  const { identity, unread } = graph.effectivePolicies(entity);
  return unread.includes('identity-based') ? [] : identity.flatMap(({ document }) => allowsOf(document));
}

/** Whether two grants may have something in common: not whether they certainly do. */
function mayMeet(a: Grant, b: Grant): boolean {
  return mayShare(a.action, b.action, actionIntersects) && mayShare(a.resource, b.resource, arnIntersects);
}

function mayShare(
  a: Grant['action'],
  b: Grant['action'],
  intersects: (a: string, b: string) => boolean | undefined,
): boolean {
  if (a.negated || b.negated) return true;
  return a.values.some((one) => b.values.some((other) => intersects(one, other) !== false));
}

function isAllow({ effect }: Statement): boolean {
  return effect === 'Allow';
}
