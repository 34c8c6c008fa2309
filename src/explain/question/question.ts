import type { PolicyGraph } from '../../graph/index.js';
import { findAction } from '../../model/catalogue/index.js';
import type { Request } from '../../model/index.js';
import { resolveAction, resolveResource } from './action.js';
import { checkContext } from './context.js';
import { resolvePrincipal } from './principal.js';
import { checkResourceAccount } from './resource-account.js';

/** Who wants to do what on what, as a person writes it. */
export interface Question {
  /** An ARN, a name that is unique in the snapshot, the host name of a service, or `anonymous`. */
  readonly principal: string;
  readonly action: string;
  /** An ARN or `*`; may be left out for an action that takes none. */
  readonly resource?: string;
  /** An empty list: the key is known not to be in the request. */
  readonly context: Request['context'];
  /** The account that owns the resource, where its ARN does not say; of an object, that which wrote it. */
  readonly resourceAccount?: string;
  /** The API operation that made the request, where that is another one than the action tells. */
  readonly operation?: string;
}

export interface ResolvedQuestion {
  readonly request: Request;
  /** As an action, where it is another one than the request's. */
  readonly operation: string | undefined;
  readonly remarks: readonly string[];
}

/** @throws QuestionError where the question cannot be answered as it is */
export function resolveQuestion(graph: PolicyGraph, question: Question): ResolvedQuestion {
  const { context, resourceAccount } = question;
  const principal = resolvePrincipal(graph, question.principal);
  const action = resolveAction(question.action);
  const { resource, remarks } = resolveResource(question.resource, action);
  const contextRemarks = checkContext(context);
  checkResourceAccount(resourceAccount);
  const operation = findAction(question.operation ?? '')?.name;
  return {
    request: {
      principal,
      action: action.name,
      resource,
      context,
      ...(resourceAccount !== undefined && { resourceAccount }),
    },
    operation: operation === action.name ? undefined : operation,
    remarks: [...action.remarks, ...remarks, ...contextRemarks],
  };
}
