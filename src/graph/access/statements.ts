import type { AccessStatement, PolicyDocument, Statement } from '../../model/index.js';
import type { RequestPolicies } from '../request-policies.js';

/** A statement as an answer refers to it, and how its policy reaches the principal. */
export function accessStatement(
  document: PolicyDocument,
  statement: Statement,
  attachedTo: string | undefined,
): AccessStatement {
  return {
    policyType: document.type,
    policy: document.name,
    owner: document.owner,
    ...(attachedTo !== undefined && { attachedTo }),
    index: statement.index,
    ...(statement.sid && { sid: statement.sid.value }),
    effect: statement.effect,
    get location() {
      return statement.token.location;
    },
  };
}

/** The group or the place in the organization by which a document reaches the principal; undefined for the others. */
export function attachmentOf(bearing: RequestPolicies, document: PolicyDocument): string | undefined {
  const reaching = bearing.reaching.find((policy) => policy.document === document);
  if (reaching) return reaching.via[1];
  const levels = document.type === 'service-control' ? bearing.serviceControl : bearing.resourceControl;
  return levels.find(({ documents }) => documents.includes(document))?.target;
}
