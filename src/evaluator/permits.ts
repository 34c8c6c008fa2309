import type { ApplicablePolicies, PolicyDocument, Request, Truth } from '../model/index.js';
import { RequestContext, type ContextValue } from './context.js';
import { compile, compiledAbout, type CompiledStatement } from './compile.js';
import type { CompiledCondition } from './condition.js';
import { applies, traceStatement } from './statement.js';
import { possibleDecisions } from './evaluate.js';
import { judgementsOf, weigh } from './weigh.js';
import { judge } from './verdict.js';
import { and, not } from './truth.js';

/**
 * Whether the requester's own policies permit a request: identity-based ones, what limits them, SCPs, RCPs and the
 * VPC endpoint's. What the resource's own policy says has no part in it, and neither has whose the resource is.
 */
export function permits(request: Request, policies: ApplicablePolicies): Truth {
  const context = new RequestContext(request, 'depends', policies.permissionsBoundary);
  const weighed = weigh(context, policies, false);
  const others = judgementsOf(weighed).filter((judgement) => judgement !== weighed.resource);
  const allows = [...weighed.serviceControl, weighed.vpcEndpoint].reduce<Truth>(
    (sum, { passes }) => and(sum, passes),
    weighed.own,
  );
  return others.reduce<Truth>((sum, { verdict }) => and(sum, not(verdict.denies)), allows);
}

/**
 * Whether documents of one type, taken together, permit a request: some statement allows it and none denies it. Of
 * RCPs it is enough that none denies it, since AWS attaches one that allows everything.
 */
export function documentsPermit(request: Request, documents: readonly PolicyDocument[]): Truth {
  const [first] = documents;
  if (first === undefined) return 'false';
  const { type: policyType } = first;
  const context = new RequestContext(request, 'depends', undefined);
  const layer = { policyType, level: undefined, documents, exempt: undefined, incomplete: false };
  const { allows, denies } = judge(layer, context, undefined);
  return and(policyType === 'resource-control' ? 'true' : allows, not(denies));
}

/**
 * What a request holds under a key, in lower case: its values, or why there are none. A key that nothing settles is
 * `unknown`, or `present` where only its value is open.
 */
export function contextValue(request: Request, key: string): ContextValue {
  return new RequestContext(request, 'depends', undefined).get(key, key);
}

/** Whether a request meets a condition, whatever the rest of the statement says. */
export function meetsCondition(request: Request, condition: CompiledCondition): Truth {
  return condition.test(new RequestContext(request, 'depends', undefined));
}

/** The keys, in lower case, that decide whether the statements apply to a request and that it leaves open. */
export function openKeys(request: Request, statements: readonly CompiledStatement[]): ReadonlySet<string> {
  const context = new RequestContext(request, 'depends', undefined);
  const keys = new Set<string>();
  for (const statement of statements) {
    if (!statement.isAbout(context.action) || applies(statement, context) !== 'unknown') continue;
    for (const key of traceStatement(statement, context).unknownKeys) keys.add(key.toLowerCase());
  }
  return keys;
}

/** The statements of the documents that apply to a request for certain. */
export function applicableStatements(
  request: Request,
  documents: readonly PolicyDocument[],
): readonly CompiledStatement[] {
  const context = new RequestContext(request, 'depends', undefined);
  return documents.flatMap((document) =>
    compiledAbout(compile(document), context.action).filter(
      (statement) => applies(statement, context) === 'true',
    ),
  );
}

/** Whether the policies, the resource's own among them, allow a request. */
export function isAllowed(request: Request, policies: ApplicablePolicies): Truth {
  const decisions = possibleDecisions(request, policies);
  if (!decisions.includes('allowed')) return 'false';
  return decisions.length === 1 ? 'true' : 'unknown';
}
