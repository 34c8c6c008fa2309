import type { Entity } from '../model/index.js';
import { includesAction } from './actions.js';

/**
 * Whether sessions of a principal may have tags that it has not itself: whoever assumes a role can bring some with
 * sts:TagSession, which the role trust policy has to allow.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export function mayBringTags(principal: Entity): boolean {
  if (principal.kind === 'user') return false;
  const { trustPolicy } = principal;
  if (trustPolicy === undefined || trustPolicy.errors.length > 0) return true;
  return trustPolicy.statements.some(
    ({ action, effect }) => effect === 'Allow' && includesAction(action, 'sts:TagSession'),
  );
}
