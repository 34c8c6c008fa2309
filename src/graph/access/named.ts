import {
  accountNamedBy,
  parseArn,
  type Account,
  type Entity,
  type PolicyDocument,
  type PrincipalValue,
} from '../../model/index.js';
import type { PolicyGraph } from '../graph.js';

/** Whom the Allows of a resource's own policy name. */
export interface NamedPrincipals {
  /** Users and roles of the accounts that were read. */
  readonly entities: ReadonlySet<Entity>;
  /** Accounts that were read and are named as a whole. */
  readonly accounts: readonly Account[];
  /** Whether everybody is named, or everybody but some. */
  readonly everybody: boolean;
  /** All others, each once. */
  readonly others: readonly PrincipalValue[];
}

/** @param policy undefined where there is none, or it was not read */
export function namedBy(graph: PolicyGraph, policy: PolicyDocument | undefined): NamedPrincipals {
  const entities = new Set<Entity>();
  const accounts = new Set<Account>();
  const others = new Map<string, PrincipalValue>();
  let everybody = false;
  for (const { effect, principal } of policy?.statements ?? []) {
    if (effect === 'Deny' || principal === undefined) continue;
    if (principal.negated) {
      everybody = true;
      continue;
    }
    for (const value of principal.values) {
      const { kind, token } = value;
      const own = kind === 'AWS' ? ownPrincipal(graph, token.value) : undefined;
      if (kind === '*' || (kind === 'AWS' && token.value === '*')) everybody = true;
      else if (own === undefined) others.set(`${kind} ${token.value}`, value);
      else if ('detail' in own) accounts.add(own);
      else entities.add(own);
    }
  }
  return {
    entities,
    accounts: [...accounts],
    everybody,
    others: [...others.values()],
  };
}

/** The account or entity of the graph that a value of `AWS` means: an id, an ARN, that of a session, a unique id. */
function ownPrincipal(graph: PolicyGraph, value: string): Account | Entity | undefined {
  const account = accountNamedBy(value);
  if (account !== undefined) return graph.account(account);
  const arn = parseArn(value);
  if (arn === undefined) {
    const identity = graph.identityWithId(value);
    return identity?.kind === 'group' ? undefined : identity;
  }
  const [type, name] = arn.resource.split('/');
  return arn.service === 'sts' && type === 'assumed-role'
    ? graph.account(arn.account)?.roles.find((role) => role.name === name)
    : graph.entity(value);
}
