import { accessOf, accountOf, type PolicyGraph } from '../graph/index.js';
import { ACCESS_SCHEMA_VERSION, type WhatCan } from '../model/index.js';
import { principalText } from './answer/words.js';
import { resolvePrincipal } from './question/index.js';

/**
 * What a principal is allowed to do, after every limit and Deny.
 *
 * @param principal an ARN, a name that is unique in the snapshot, the host name of a service, or `anonymous`
 * @throws QuestionError where it names nobody
 */
export function whatCan(graph: PolicyGraph, principal: string): WhatCan {
  const requester = resolvePrincipal(graph, principal);
  const account = accountOf(requester);
  return {
    kind: 'what-can',
    schemaVersion: ACCESS_SCHEMA_VERSION,
    principal: principalText(requester),
    ...(account !== undefined && { account }),
    ...accessOf(graph, requester),
    coverageGaps: graph.coverageGaps,
  };
}
