import type { AccessStatement, PolicyDocument, Statement } from '../../model/index.js';
import type { RequestPolicies } from '../request-policies.js';

/** A statement as an answer refers to it, and how its policy reaches the principal. */
export function accessStatement(
  document: PolicyDocument,
  statement: Statement,
  via: readonly string[],
): AccessStatement {
  return {
    policyType: document.type,
    policy: document.name,
    owner: document.owner,
    via,
    index: statement.index,
    ...(statement.sid && { sid: statement.sid.value }),
    effect: statement.effect,
    get location() {
      return statement.token.location;
    },
  };
}

/** From the principal, or up from its account, to what a document is attached to; empty for the resource's own. */
export function viaOf(bearing: RequestPolicies, document: PolicyDocument): readonly string[] {
  const reaching = bearing.reaching.find((policy) => policy.document === document);
  if (reaching) return reaching.via;
  const levels = document.type === 'service-control' ? bearing.serviceControl : bearing.resourceControl;
  return levels.filter(({ documents }) => documents.includes(document)).map(({ target }) => target);
}
