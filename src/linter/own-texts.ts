import type { PolicyGraph } from '../graph/index.js';
import { isAwsManaged, type PolicyDocument } from '../model/index.js';

/**
 * Whether a document is a text of the reader's own, met for the first time: what AWS wrote nobody else can mend, and
 * a managed policy that is a permissions boundary as well is the same text twice.
 */
export function isOwnText(graph: PolicyGraph, document: PolicyDocument): boolean {
  const isCopy = document.type === 'permissions-boundary' && graph.accountOf(document) !== '';
  return !isCopy && !isAwsManaged(document.owner);
}
