import type { PolicyGraph } from '../graph/index.js';
import { isAwsManaged, type PolicyDocument } from '../model/index.js';

/**
 * Whether a document is the account's own to mend, and judged nowhere else for those who have it: what AWS wrote is
 * not, nor is a permissions boundary whose text is attached to identities as well.
 */
export function isOwnText(document: PolicyDocument, graph: PolicyGraph): boolean {
  if (isAwsManaged(document.owner)) return false;
  if (document.type !== 'permissions-boundary') return true;
  const attached = graph.managedPolicy(graph.accountOf(document), document.owner)?.document;
  return attached === undefined || graph.holdersOf(attached).length === 0;
}

/**
 * Whether a document stands for a text that is the account's own to mend, so that what is found in it is about the
 * policy, whoever has it: the text of a permissions boundary has an identity-based document to stand for it.
 */
export function standsForOwnText(document: PolicyDocument, graph: PolicyGraph): boolean {
  const answer = known.get(document) ?? isNewText(document, graph);
  known.set(document, answer);
  return answer;
}

/** Each rule asks for each statement. */
const known = new WeakMap<PolicyDocument, boolean>();

function isNewText(document: PolicyDocument, graph: PolicyGraph): boolean {
  const isCopy = document.type === 'permissions-boundary' && graph.accountOf(document) !== '';
  return !isCopy && !isAwsManaged(document.owner);
}
