import type { PolicyGraph } from '../graph/index.js';
import { parseArn, type Account } from '../model/index.js';

/**
 * Whether all users, groups, roles and policies of an account were read, so that what is not among them is not there.
 */
export function allListed(graph: PolicyGraph, { id }: Account): boolean {
  return !graph.coverageGaps.some(
    ({ account, operation, resource }) =>
      account === id &&
      operation === 'iam:GetAccountAuthorizationDetails' &&
      parseArn(resource) === undefined,
  );
}
