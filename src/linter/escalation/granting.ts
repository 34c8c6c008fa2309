import {
  isAwsManaged,
  parseArn,
  type Account,
  type Entity,
  type Group,
  type Request,
} from '../../model/index.js';
import type { PolicyGraph } from '../../graph/index.js';
import { abilityOn, abilityTo, surest, type Ability } from './abilities.js';
import { grantsAdministration } from './administrators.js';
import { escalatingGrants } from './allowing.js';
import type { IdentityAction } from './mechanisms.js';

const PUT: Readonly<Record<'user' | 'role' | 'group', IdentityAction>> = {
  user: 'iam:PutUserPolicy',
  role: 'iam:PutRolePolicy',
  group: 'iam:PutGroupPolicy',
};

const ATTACH: Readonly<Record<'user' | 'role' | 'group', IdentityAction>> = {
  user: 'iam:AttachUserPolicy',
  role: 'iam:AttachRolePolicy',
  group: 'iam:AttachGroupPolicy',
};

/** How a principal can give an identity every right: by a policy of its own text, or by attaching one that is there. */
export function grantsTo(graph: PolicyGraph, entity: Entity, target: Entity | Group): readonly Ability[] {
  const grants = escalatingGrants(graph, entity);
  const [put, attach] = [PUT[target.kind], ATTACH[target.kind]];
  const ask = (action: IdentityAction, context?: Request['context']) =>
    target.kind === 'group'
      ? abilityTo(graph, entity, { action, resource: target.arn, ...(context && { context }) })
      : abilityOn(graph, entity, action, target, context);
  const attaching = grants.has(attach)
    ? surest(widePolicies(graph, entity), (policy) => ask(attach, { 'iam:PolicyARN': [policy] }))
    : undefined;
  return [ask(put), attaching].filter((ability) => ability !== undefined);
}

const ownWidePolicies = new WeakMap<Account, readonly string[]>();

/** Managed policies that make an administrator of whoever has them. */
function widePolicies(graph: PolicyGraph, entity: Entity): readonly string[] {
  const account = graph.account(entity.account);
  return [...awsPolicies(entity), ...(account ? widePoliciesOf(account) : [])];
}

function widePoliciesOf(account: Account): readonly string[] {
  const known = ownWidePolicies.get(account);
  if (known) return known;
  const found = account.policies
    .filter((policy) => !policy.awsManaged && policy.document && grantsAdministration(policy.document))
    .map(({ arn }) => arn);
  ownWidePolicies.set(account, found);
  return found;
}

/** The context of a request that makes an identity, or grants something to one just made: without a permissions boundary. */
export function newIdentityContext(entity: Entity): Request['context'] {
  const [everything] = awsPolicies(entity);
  return { 'iam:PermissionsBoundary': [], 'iam:PolicyARN': [everything] };
}

/** AWS's own policies for administrators. */
function awsPolicies({ arn }: Entity): readonly [string, string] {
  const prefix = `arn:${parseArn(arn)?.partition ?? 'aws'}:iam::aws:policy/`;
  return [`${prefix}AdministratorAccess`, `${prefix}IAMFullAccess`];
}

/** The customer managed policies that a principal has, directly or through a group. */
export function heldPolicies(graph: PolicyGraph, entity: Entity): readonly string[] {
  const owners = graph.effectivePolicies(entity).identity.map(({ document }) => document.owner);
  return [...new Set(owners)].filter(
    (owner) => !isAwsManaged(owner) && parseArn(owner)?.resource.startsWith('policy/'),
  );
}

/** The groups of a principal; a role is in none. */
export function groupsOf(graph: PolicyGraph, { arn }: Entity): readonly Group[] {
  return graph.outgoing(arn, 'member-of').flatMap(({ to }) => {
    const group = graph.identity(to);
    return group?.kind === 'group' ? [group] : [];
  });
}
