import { parseArn, type PolicyType, type Requester, type UnreadPolicy } from '../../model/index.js';
import { bucketOf, isBucketArn } from '../own-policy.js';
import { accountOf } from '../request-policies.js';
import type { Asked } from './question.js';

/** What of the policies that bear on a principal was not read. */
export function unreadFor(principal: Requester, unread: readonly PolicyType[]): readonly UnreadPolicy[] {
  const account = accountOf(principal) ?? '';
  return unread.map((policyType) => ({
    policyType,
    of: policyType === 'service-control' ? account : 'arn' in principal ? principal.arn : account,
  }));
}

/** What of the resource and of the organization was not read. */
export function unreadOf({ graph, side, resource, takesResource }: Asked): readonly UnreadPolicy[] {
  const unread: UnreadPolicy[] = [];
  const bucket = bucketOf(graph, resource);
  if (takesResource && side.account === undefined && isBucketArn(parseArn(resource)))
    unread.push({ policyType: 'resource-account', of: resource });
  for (const policyType of side.unread) {
    unread.push({
      policyType,
      of: policyType === 'resource-control' ? (side.account ?? resource) : resource,
    });
  }
  if (takesResource && bucket && bucket.detail.ObjectOwnership !== 'BucketOwnerEnforced')
    unread.push({ policyType: 'access-control-list', of: bucket.arn });
  for (const { id } of graph.accounts) {
    if (graph.controlPolicies('service-control', id).unread)
      unread.push({ policyType: 'service-control', of: id });
  }
  return unread;
}
