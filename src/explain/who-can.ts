import { accessTo, type PolicyGraph } from '../graph/index.js';
import { ACCESS_SCHEMA_VERSION, type WhoCan } from '../model/index.js';
import { checkResourceAccount, resolveAction, resolveResource } from './question/index.js';

/** What somebody may be allowed to do, as a person writes it. */
export interface WhoCanQuestion {
  /** Each is answered by itself. */
  readonly actions: readonly string[];
  /** An ARN, or `*`; one with wildcards means something that matches it. May be left out for actions that take none. */
  readonly resource?: string;
  /** The account that owns the resource, where its ARN does not say. */
  readonly resourceAccount?: string;
}

/**
 * Who is allowed to do what on a resource, for certain, under conditions, or as far as was read.
 *
 * @throws QuestionError where the question cannot be answered as it is
 */
export function whoCan(graph: PolicyGraph, question: WhoCanQuestion): WhoCan {
  const { resourceAccount } = question;
  checkResourceAccount(resourceAccount);
  const answers = question.actions.map((text) => {
    const action = resolveAction(text);
    const { resource, remarks } = resolveResource(question.resource, action, '--on');
    const answer = accessTo(graph, {
      action: action.name,
      resource,
      ...(resourceAccount !== undefined && { resourceAccount }),
    });
    // That somebody asks about any resource is nothing odd here.
    return { ...answer, remarks: [...action.remarks, ...(resource === '*' ? [] : remarks)] };
  });
  return {
    kind: 'who-can',
    schemaVersion: ACCESS_SCHEMA_VERSION,
    resource: question.resource ?? '*',
    answers,
    coverageGaps: graph.coverageGaps,
  };
}
