import type { ConditionTrace, StatementReason, StatementTrace, Truth } from '../model/index.js';
import type { CompiledStatement, Terms } from './compile.js';
import type { CompiledCondition } from './condition.js';
import type { RequestContext } from './context.js';
import { matchPrincipal, type Naming, type PrincipalMatch } from './principal.js';
import { matchesResource } from './resource-set.js';
import { and } from './truth.js';

/** Whether a statement that is about the action applies to the request. */
export function applies(statement: CompiledStatement, context: RequestContext): Truth {
  let result = isAboutResource(statement.terms, context);
  if (result === 'false') return result;
  result = and(result, nameRequester(statement, context).truth);
  for (const condition of statement.terms.conditions) {
    if (result === 'false') return result;
    result = and(result, condition.test(context));
  }
  return result;
}

/** Whether a statement applies to the request, and why. */
export function traceStatement(compiled: CompiledStatement, context: RequestContext): StatementTrace {
  const { document, statement } = compiled;
  const outcome = (
    applies: Truth,
    reason: StatementReason,
    unknownKeys: readonly string[] = [],
    conditions: readonly ConditionTrace[] = [],
  ): StatementTrace => ({ document, statement, applies, reason, unknownKeys, conditions });

  if (!compiled.isAbout(context.action)) return outcome('false', 'actionNotMatched');
  const unknown = new Map<string, string>();
  const listen = (judge: () => Truth): Truth => {
    const heard = new Map<string, string>();
    context.listener = heard;
    const result = judge();
    context.listener = undefined;
    if (result === 'unknown') for (const [key, spelling] of heard) unknown.set(key, spelling);
    return result;
  };
  const resource = listen(() => isAboutResource(compiled.terms, context));
  const principal = listen(() => nameRequester(compiled, context).truth);
  const conditions = compiled.terms.conditions.map((tested) => traceCondition(tested, context, listen));
  if (resource === 'false') return outcome('false', 'resourceNotMatched');
  if (principal === 'false') return outcome('false', 'principalNotMatched');
  const result = conditions.reduce((sum, condition) => and(sum, condition.result), and(resource, principal));
  if (result === 'false') return outcome(result, 'conditionNotMet', [], conditions);
  if (result === 'true') return outcome(result, 'matched', [], conditions);
  return outcome(result, 'conditionUnknown', [...unknown.values()], conditions);
}

function traceCondition(
  { condition, key, test }: CompiledCondition,
  context: RequestContext,
  listen: (judge: () => Truth) => Truth,
): ConditionTrace {
  const values = context.get(condition.key.value, key);
  return {
    condition,
    result: listen(() => test(context)),
    values: typeof values === 'string' ? undefined : values,
  };
}

function isAboutResource({ resources }: Terms, context: RequestContext): Truth {
  return resources === undefined ? 'true' : matchesResource(resources, context);
}

/**
 * The services with gateway endpoints, in whose policies an account is no more than its root user. They have
 * interface endpoints as well; which of the two a request takes is not known here.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
const GATEWAY_SERVICES: ReadonlySet<string> = new Set(['s3', 'dynamodb']);

const ATTACHED: PrincipalMatch = { truth: 'true', naming: 'direct' };

function nameRequester(
  { terms: { principals }, effect, document }: CompiledStatement,
  context: RequestContext,
): PrincipalMatch {
  if (principals === undefined) return ATTACHED;
  // A Deny with NotPrincipal denies whoever has a permissions boundary, listed or not.
  if (principals.negated && effect === 'Deny' && context.bounded) return ATTACHED;
  const match = matchPrincipal(principals, context.identity, {
    effect,
    uniqueId: principals.hasUniqueIds ? context.uniqueId : undefined,
    accountIsRootUser: document.type === 'vpc-endpoint' && GATEWAY_SERVICES.has(context.action.service),
  });
  if (match.truth !== 'unknown') return match;
  context.listener?.set('aws:userid', 'aws:userid');
  const truth = context.settle(match.truth);
  return truth === match.truth ? match : { ...match, truth };
}

/**
 * How a statement that applies names the requester. An account together with a condition on the ARN of one role
 * names the role.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function namingOf(statement: CompiledStatement, context: RequestContext): Naming {
  const { naming } = nameRequester(statement, context);
  if (naming !== 'account' || context.identity.kind !== 'role') return naming;
  const { arn } = context.identity;
  return arn !== undefined && statement.terms.conditionPrincipals.includes(arn) ? 'entity' : naming;
}
