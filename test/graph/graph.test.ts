import { describe, expect, it } from 'vitest';
import { PolicyGraph, type EdgeKind } from '../../src/graph/index.js';
import type { AccountExample } from '../support/account-example.js';
import { inventory } from '../support/rules.js';

const ACCOUNT = '111122223333';
const arn = (resource: string) => `arn:aws:iam::${ACCOUNT}:${resource}`;
const allow = (action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
});
const trust = (principal: Readonly<Record<string, string>>) => ({
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal }],
});

const example: AccountExample = {
  UserDetailList: [
    {
      Arn: arn('user/A-san'),
      GroupList: ['developers', 'auditors'],
      UserPolicyList: [{ PolicyName: 'own', PolicyDocument: allow('s3:*') }],
      PermissionsBoundary: { PermissionsBoundaryArn: arn('policy/limit') },
    },
    { Arn: arn('user/B-san') },
  ],
  GroupDetailList: [
    { Arn: arn('group/developers'), AttachedManagedPolicies: [{ PolicyArn: arn('policy/build') }] },
    {
      Arn: arn('group/auditors'),
      GroupPolicyList: [{ PolicyName: 'audit', PolicyDocument: allow('iam:Get*') }],
    },
  ],
  RoleDetailList: [
    {
      Arn: arn('role/app/Web'),
      AssumeRolePolicyDocument: trust({ Service: 'ec2.amazonaws.com', AWS: arn('user/A-san') }),
      InstanceProfileList: [{ Arn: arn('instance-profile/Web') }],
    },
  ],
  Policies: [
    { Arn: arn('policy/build'), PolicyVersionList: [{ Document: allow('codebuild:*') }] },
    { Arn: arn('policy/limit'), PolicyVersionList: [{ Document: allow('s3:Get*') }] },
    { Arn: arn('policy/unused'), PolicyVersionList: [{ Document: allow('ec2:*') }] },
  ],
  Buckets: [{ Name: 'logs', Policy: { Statement: [] } }],
  Organization: {
    MasterAccountId: '999900001111',
    OrganizationalUnits: [{ Id: 'ou-1' }, { Id: 'ou-2', ParentId: 'ou-1' }],
    Accounts: [{ Id: ACCOUNT, ParentId: 'ou-2' }],
    Policies: [{ Name: 'NoEc2', TargetIds: ['ou-1'], Content: allow('s3:*') }],
  },
};

function graphOf(changes: Partial<AccountExample> = {}): PolicyGraph {
  return new PolicyGraph(inventory({ ...example, ...changes }));
}

function entity(graph: PolicyGraph, name: string) {
  const found = graph.entity(arn(name));
  if (!found) throw new Error(`no entity ${name}`);
  return found;
}

describe('the edges of the graph', () => {
  const graph = graphOf();
  it.each<[EdgeKind, string, string]>([
    ['attached', arn('group/developers'), `${ACCOUNT} ${arn('policy/build')}`],
    ['embedded', arn('user/A-san'), `${arn('user/A-san')} own`],
    ['member-of', arn('user/A-san'), arn('group/auditors')],
    ['bounded-by', arn('user/A-san'), `${ACCOUNT} ${arn('policy/limit')}`],
    ['trusts', arn('role/app/Web'), 'ec2.amazonaws.com'],
    ['trusts', arn('role/app/Web'), arn('user/A-san')],
    ['governed-by', ACCOUNT, 'ou-2'],
    ['governed-by', 'ou-1', 'r-root'],
    ['in-profile', arn('role/app/Web'), arn('instance-profile/Web')],
  ])('%s: from %s to %s', (kind, from, to) => {
    expect(graph.outgoing(from, kind)).toContainEqual({ kind, from, to });
    expect(graph.incoming(to, kind)).toContainEqual({ kind, from, to });
  });

  it('has a node at both ends of every edge', () => {
    const ids = new Set([...graph.nodes()].map(({ id }) => id));
    expect(graph.edges().filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([]);
  });
});

describe('the effective policies of a principal', () => {
  it('are its own, and those of each of its groups with the group on the way', () => {
    const graph = graphOf();
    const { identity } = graph.effectivePolicies(entity(graph, 'user/A-san'));
    expect(identity.map(({ document, via }) => [document.name, via])).toEqual([
      ['own', [arn('user/A-san')]],
      ['build', [arn('user/A-san'), arn('group/developers')]],
      ['audit', [arn('user/A-san'), arn('group/auditors')]],
    ]);
  });

  it('hold its permissions boundary as a document of that type', () => {
    const graph = graphOf();
    expect(graph.effectivePolicies(entity(graph, 'user/A-san')).permissionsBoundary?.document.type).toBe(
      'permissions-boundary',
    );
    expect(graph.effectivePolicies(entity(graph, 'user/B-san')).permissionsBoundary).toBeUndefined();
  });

  it('hold the service control policies of each level from the root to the account', () => {
    const graph = graphOf();
    const { serviceControl } = graph.effectivePolicies(entity(graph, 'role/app/Web'));
    expect(serviceControl?.map((level) => level.map(({ document }) => document.name))).toEqual([
      ['FullAWSAccess'],
      ['FullAWSAccess', 'NoEc2'],
      ['FullAWSAccess'],
      ['FullAWSAccess'],
    ]);
    expect(serviceControl?.[1]?.[1]?.via).toEqual([arn('role/app/Web'), ACCOUNT, 'ou-2', 'ou-1']);
  });

  it('tell no organization, an unread one and a missing account apart', () => {
    const none = graphOf({ Organization: undefined });
    expect(none.effectivePolicies(entity(none, 'user/B-san'))).toMatchObject({
      serviceControl: undefined,
      unread: [],
    });
    const unread = graphOf({ Organization: 'unread' });
    expect(unread.effectivePolicies(entity(unread, 'user/B-san')).unread).toEqual([
      'service-control',
      'resource-control',
    ]);
    const elsewhere = graphOf({ Organization: { MasterAccountId: '999900001111' } });
    expect(elsewhere.effectivePolicies(entity(elsewhere, 'user/B-san')).unread).toContain('service-control');
  });

  it('are not known in full where the list of policies could not be read', () => {
    const gap = {
      account: '999900001111',
      operation: 'organizations:ListPolicies',
      resource: 'SERVICE_CONTROL_POLICY',
      errorCode: 'AccessDeniedException',
      message: 'No.',
      affects: [],
    };
    const graph = new PolicyGraph({ ...inventory(example), coverageGaps: [gap] });
    expect(graph.effectivePolicies(entity(graph, 'user/B-san')).unread).toEqual(['service-control']);
  });

  it('name the policy types of which a document is missing or broken', () => {
    const { Policies = [] } = example;
    const missing = graphOf({ Policies: Policies.filter(({ Arn }) => !Arn.endsWith('/limit')) });
    expect(missing.effectivePolicies(entity(missing, 'user/A-san')).unread).toEqual(['permissions-boundary']);
    const broken = graphOf({
      RoleDetailList: [{ Arn: arn('role/R'), RolePolicyList: [{ PolicyName: 'p', PolicyDocument: '{' }] }],
    });
    expect(broken.effectivePolicies(entity(broken, 'role/R')).unread).toEqual(['identity-based']);
  });
});

describe('who holds a document', () => {
  const graph = graphOf();
  const holders = (name: string) => {
    const document = [...graph.documents()].find(
      (candidate) => candidate.name === name && candidate.type === 'identity-based',
    );
    return document && graph.holdersOf(document).map((identity) => identity.arn);
  };

  it('is the identity that it is attached to or embedded in', () => {
    expect(holders('build')).toEqual([arn('group/developers')]);
    expect(holders('audit')).toEqual([arn('group/auditors')]);
  });

  it('is nobody where it is attached to nothing or only a permissions boundary', () => {
    expect(holders('unused')).toEqual([]);
    expect(holders('limit')).toEqual([]);
  });
});

describe('coverage gaps for documents that are not there', () => {
  const gaps = (changes: Partial<AccountExample>) =>
    graphOf(changes).coverageGaps.map(({ operation, resource, affects }) => ({
      operation,
      resource,
      affects,
    }));

  it('name every principal that an attached policy bears on, members of groups included', () => {
    expect(gaps({ Policies: (example.Policies ?? []).filter(({ Arn }) => !Arn.endsWith('/build')) })).toEqual(
      [{ operation: 'iam:GetPolicyVersion', resource: arn('policy/build'), affects: [arn('user/A-san')] }],
    );
  });

  it('name the members of a group that was not collected', () => {
    expect(gaps({ GroupDetailList: [] })).toEqual([
      { operation: 'iam:GetGroup', resource: 'developers', affects: [arn('user/A-san')] },
      { operation: 'iam:GetGroup', resource: 'auditors', affects: [arn('user/A-san')] },
    ]);
  });

  it('name roles without a trust policy and inline policies without a document', () => {
    expect(gaps({ RoleDetailList: [{ Arn: arn('role/R'), RolePolicyList: [{ PolicyName: 'p' }] }] })).toEqual(
      [
        { operation: 'iam:GetRolePolicy', resource: `${arn('role/R')} p`, affects: [arn('role/R')] },
        { operation: 'iam:GetRole', resource: arn('role/R'), affects: [arn('role/R')] },
      ],
    );
  });
});
