import type { AccessWay, Account, Entity, GranteeKind, Requester } from '../../model/index.js';
import { cutOffByPublicAccessBlock } from '../public-access-block.js';
import { bucketOf, type PartOf, type ResourceSide } from '../request-policies.js';
import { everyEntity, identityCandidates } from './identity-grants.js';
import type { NamedPrincipals } from './named.js';
import { tellsPrincipalsApart } from './peers.js';
import { bearingOn, type Asked } from './question.js';
import { directWays } from './ways.js';

/** A user, a role or a root user of an account that was read. */
export interface OwnPrincipal {
  readonly principal: string;
  readonly kind: GranteeKind;
  readonly account: string;
  readonly ways: readonly AccessWay[];
}

/** Who of the accounts that were read has the access itself, without assuming a role. */
export function ownAccess(asked: Asked, named: NamedPrincipals): readonly OwnPrincipal[] {
  const bucket = bucketOf(asked.graph, asked.resource);
  return candidates(asked, named)
    .filter(({ requester }) => !cutOffByPublicAccessBlock(asked.graph, bucket, requester))
    .flatMap(({ requester, part, principals }): readonly OwnPrincipal[] => {
      const ways = directWays(bearingOn(asked, requester, part && { part }));
      return ways.length === 0 ? [] : principals.map((principal) => ({ ...principal, ways }));
    });
}

/** Those for whom one decision is that of all. */
interface Candidates {
  readonly principals: readonly Omit<OwnPrincipal, 'ways'>[];
  /** Any of them. */
  readonly requester: Requester;
  /** What of their documents counts, where that is known. */
  readonly part?: PartOf;
}

/** Everybody of the accounts that were read whom some policy may allow it. */
function candidates(asked: Asked, named: NamedPrincipals): readonly Candidates[] {
  const { graph, side, action, resource } = asked;
  const home = homes(asked);
  const control = side.resourceControl.flatMap(({ documents }) => documents);
  const isApart = [...control, ...(side.policy ? [side.policy] : [])].some(tellsPrincipalsApart);
  const found = [...named.entities].map((entity) => candidatesOf([entity]));
  for (const account of graph.accounts) {
    const isHome = home.includes(account);
    const isNamed = named.everybody || named.accounts.includes(account);
    if (isHome || isNamed) found.push(rootOf(account));
    const isOpen = isNamed || (isHome && !policyRules(asked)) || isForeign(home, side);
    const groups =
      isHome && named.everybody
        ? everyEntity(graph, account, action)
        : isOpen
          ? identityCandidates(graph, account, action, resource)
          : [];
    for (const { entities, part } of groups) {
      const isAlone = (entity: Entity) => isApart || named.anywhere.has(entity);
      found.push(
        candidatesOf(
          entities.filter((entity) => !isAlone(entity)),
          part,
        ),
      );
      for (const entity of entities) {
        if (isAlone(entity) && !named.entities.has(entity)) found.push(candidatesOf([entity], part));
      }
    }
  }
  return found.filter((group) => group !== undefined);
}

/** Whether the resource is in an account that was not read, so that its own policy may name anybody. */
function isForeign(home: readonly Account[], { policy }: ResourceSide): boolean {
  return home.length === 0 && policy === undefined;
}

/**
 * The accounts whose principals need nothing but their own policies. Most ARNs without an account are those of
 * whoever asks; a bucket has one account, known or not.
 */
function homes({ graph, side, takesResource }: Asked): readonly Account[] {
  return takesResource && side.account !== undefined
    ? graph.accounts.filter(({ id }) => id === side.account)
    : graph.accounts;
}

/** Whether the policy of the resource was read and has to allow it, or to leave it to the account. */
function policyRules({ action, resource, side: { policy } }: Asked): boolean {
  if (policy === undefined) return false;
  return policy.type === 'role-trust' || (action.startsWith('kms:') && resource.includes(':key/'));
}

function candidatesOf(entities: readonly Entity[], part?: PartOf): Candidates | undefined {
  const [first] = entities;
  if (first === undefined) return undefined;
  const { kind, arn } = first;
  return {
    principals: entities.map((entity) => ({
      principal: entity.arn,
      kind: entity.kind,
      account: entity.account,
    })),
    requester: kind === 'user' ? { kind, arn } : { kind, arn, serviceLinked: first.serviceLinked },
    ...(part && { part }),
  };
}

function rootOf({ id, partition }: Account): Candidates {
  const principal = `arn:${partition}:iam::${id}:root`;
  return {
    principals: [{ principal, kind: 'root', account: id }],
    requester: { kind: 'root', account: id, partition },
  };
}
