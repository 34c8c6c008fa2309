import type { Confidence, Entity, PolicyDocument } from '../model/index.js';
import { standing, type Grant, type PolicyGraph } from '../graph/index.js';

/** Whom a finding about a grant is about, and what that does to its confidence. */
export interface Holder {
  readonly subject?: string;
  readonly confidence?: Confidence;
}

/**
 * The identities that hold a document and have the whole of a grant in it: neither their permissions boundary, nor
 * a service control policy, nor a deny takes it from them. A document of no account has one holder, of whom nothing
 * is known.
 */
export function holdersWith(graph: PolicyGraph, document: PolicyDocument, grant: Grant): readonly Holder[] {
  if (graph.accountOf(document) === '') return [{ confidence: 'medium' }];
  return graph.holdersOf(document).flatMap((identity): readonly Holder[] => {
    switch (standing(graph, identity, grant)) {
      case 'whole':
        return [{ subject: identity.arn }];
      case 'unknown':
        return [{ subject: identity.arn, confidence: 'medium' }];
      case 'less':
        return [];
    }
  });
}

/** Whether a document can bear on a user. A role has neither an MFA device nor access keys of its own. */
export function hasUsers(graph: PolicyGraph, document: PolicyDocument): boolean {
  if (document.type !== 'identity-based' || graph.accountOf(document) === '') return true;
  return graph.holdersOf(document).some(({ kind }) => kind !== 'role');
}

/** The users and roles that an identity-based document bears on. The members of a group stand for it. */
export function entitiesWith(graph: PolicyGraph, document: PolicyDocument): readonly Entity[] {
  return graph
    .holdersOf(document)
    .flatMap((identity) =>
      identity.kind === 'group'
        ? graph.incoming(identity.arn, 'member-of').flatMap(({ from }) => graph.entity(from) ?? [])
        : [identity],
    );
}
