import { PolicyGraph } from '../../graph/index.js';
import {
  isAccountId,
  parseArn,
  Token,
  type Entity,
  type Group,
  type PolicyDocument,
  type PrincipalValue,
  type Role,
  type Statement,
  type User,
} from '../../model/index.js';
import { PASSING_MECHANISMS, TAKEOVER_MECHANISMS } from './mechanisms.js';

/** A policy that belongs to no account, as it would be in one. */
export interface Hypothesis {
  readonly graph: PolicyGraph;
  /** A user and a role that have the policy and nothing else. */
  readonly holders: readonly Entity[];
}

const hypotheses = new WeakMap<PolicyDocument, Hypothesis>();

/**
 * The account in which a policy does all the harm that it can: it has administrators, in roles for every service among
 * them, and nothing in it has a name that a statement would mean in particular.
 */
export function hypothesisOf(document: PolicyDocument): Hypothesis {
  const known = hypotheses.get(document);
  if (known) return known;
  const found = hypothesize(document);
  hypotheses.set(document, found);
  return found;
}

const SERVICES: readonly string[] = [
  ...new Set([...PASSING_MECHANISMS, ...TAKEOVER_MECHANISMS].map(({ service }) => service)),
];

function hypothesize(document: PolicyDocument): Hypothesis {
  const { account, partition } = placeOf(document);
  const arnOf = (resource: string) => `arn:${partition}:iam::${account}:${resource}`;
  const token = (value: string) => new Token(value, document.token.path, document.source);
  const element = (name: string, value: string) => ({
    key: token(name),
    negated: false,
    values: [token(value)],
  });
  const everything: Statement = {
    index: 0,
    sid: undefined,
    effect: 'Allow',
    token: document.token,
    action: element('Action', '*'),
    resource: element('Resource', '*'),
    principal: undefined,
    conditions: [],
  };
  const held = arnOf('policy/iamlint-alone');
  const provider = arnOf('saml-provider/iamlint-provider');
  const trusted: readonly PrincipalValue[] = [
    ...SERVICES.map((service) => ({ kind: 'Service', token: token(service) }) as const),
    { kind: 'AWS', token: token(arnOf('root')) },
    { kind: 'Federated', token: token(provider) },
  ];
  const trust: Statement = {
    ...everything,
    action: element('Action', 'sts:*'),
    resource: undefined,
    principal: { key: token('Principal'), negated: false, values: trusted },
  };
  const named = (kind: string, name: string) => ({
    arn: arnOf(`${kind}/iamlint-${name}`),
    token: token(arnOf(`${kind}/iamlint-${name}`)),
    name: `iamlint-${name}`,
    id: `${kind} ${name}`,
    path: '/',
    account,
    inlinePolicies: [],
    attachedPolicies: [],
  });
  const allowing = ({ arn: owner }: { readonly arn: string }) => ({
    inlinePolicies: [{ ...document, owner, errors: [], statements: [everything] }],
  });
  const entity = { permissionsBoundary: undefined, tags: [] };
  const members: Group = { ...named('group', 'members'), kind: 'group' };
  const administrators: Group = { ...named('group', 'administrators'), kind: 'group' };
  const holder: User = {
    ...named('user', 'somebody'),
    ...entity,
    kind: 'user',
    groups: [members.name],
    attachedPolicies: [token(held)],
  };
  const administrator: User = { ...named('user', 'administrator'), ...entity, kind: 'user', groups: [] };
  const roleNamed = (name: string): Role => ({
    ...named('role', name),
    ...entity,
    kind: 'role',
    trustPolicy: undefined,
    maxSessionDuration: undefined,
    serviceLinked: false,
  });
  const holdingRole: Role = { ...roleNamed('something'), attachedPolicies: [token(held)] };
  const service = roleNamed('service');
  const broader: PolicyDocument = { ...document, owner: held, errors: [], statements: [everything] };
  const graph = new PolicyGraph({
    accounts: [
      {
        id: account,
        partition,
        token: token(account),
        detail: { AccountId: account, Partition: partition },
        users: [holder, { ...administrator, ...allowing(administrator) }],
        groups: [members, { ...administrators, ...allowing(administrators) }],
        roles: [
          holdingRole,
          {
            ...service,
            ...allowing(service),
            trustPolicy: {
              ...document,
              type: 'role-trust',
              owner: service.arn,
              errors: [],
              statements: [trust],
            },
          },
        ],
        policies: [
          {
            arn: held,
            name: document.name,
            awsManaged: false,
            token: token(held),
            detail: {
              Arn: held,
              PolicyName: document.name,
              PolicyId: 'policy alone',
              Path: '/',
              DefaultVersionId: 'v2',
              PolicyVersionList: [],
            },
            document: { ...document, owner: held },
            boundary: undefined,
            otherVersions: [{ id: 'v1', document: broader }],
          },
        ],
        instanceProfiles: [
          {
            Arn: arnOf('instance-profile/iamlint-service'),
            InstanceProfileName: 'iamlint-service',
            InstanceProfileId: 'instance-profile service',
            Path: '/',
            Roles: [service.arn],
          },
        ],
        samlProviders: [{ Arn: provider }],
        openIDConnectProviders: [],
        buckets: [],
        activity: { CreateDates: {}, RoleLastUsed: {} },
        activityText: document.source,
      },
    ],
    organization: null,
    coverageGaps: [],
  });
  return { graph, holders: [holder, holdingRole] };
}

const ANY_ACCOUNT = '123456789012';

/** The account and the partition that the statements speak of, where they name one. */
function placeOf({ statements }: PolicyDocument): { readonly account: string; readonly partition: string } {
  const arns = statements
    .flatMap(({ resource }) => resource?.values ?? [])
    .flatMap(({ value }) => parseArn(value) ?? [])
    .filter(({ partition }) => /^aws[a-z-]*$/.test(partition));
  return {
    account: arns.find((arn) => isAccountId(arn.account))?.account ?? ANY_ACCOUNT,
    partition: arns[0]?.partition ?? 'aws',
  };
}
