import { evaluate } from '../../evaluator/index.js';
import type { PolicyDocument, Requester, Statement } from '../../model/index.js';
import type { PolicyGraph } from '../graph.js';
import { USUAL_CONTEXT } from '../usual-context.js';

/** The policies of buckets that are about a principal, alone or together with others. */
export interface BucketPolicies {
  /** Those of which an Allow names it. */
  readonly granting: readonly PolicyDocument[];
  readonly denying: readonly PolicyDocument[];
}

export function bucketPoliciesFor(graph: PolicyGraph, principal: Requester): BucketPolicies {
  const granting: PolicyDocument[] = [];
  const denying: PolicyDocument[] = [];
  for (const { arn, policy } of graph.accounts.flatMap(({ buckets }) => buckets)) {
    const effects = policy ? effectsOn(principal, arn, policy) : [];
    if (policy && effects.includes('Allow')) granting.push(policy);
    if (policy && effects.includes('Deny')) denying.push(policy);
  }
  return { granting, denying };
}

/** A bucket and its objects, and what statements of its policy single out of them. */
export function resourcesIn(policy: PolicyDocument, values: readonly string[]): readonly string[] {
  return [policy.owner, `${policy.owner}/*`, ...values];
}

function effectsOn(
  principal: Requester,
  arn: string,
  policy: PolicyDocument,
): readonly Statement['effect'][] {
  const request = { principal, action: 's3:GetObject', resource: arn, context: USUAL_CONTEXT };
  const resource = { ...policy, statements: policy.statements.map(aboutEverything) };
  return evaluate(request, { identity: [], resource }).trace.flatMap(({ statements }) =>
    statements.flatMap(({ statement, applies }) => (applies === 'false' ? [] : [statement.effect])),
  );
}

/** The statement with nothing left of it but its effect and its principals. */
function aboutEverything(statement: Statement): Statement {
  return {
    ...statement,
    action: { key: statement.token, negated: true, values: [] },
    resource: undefined,
    conditions: [],
  };
}
