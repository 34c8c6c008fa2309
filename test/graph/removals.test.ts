import { describe, expect, it } from 'vitest';
import { PolicyGraph, removals } from '../../src/graph/index.js';
import type { AccountExample } from '../support/account-example.js';
import {
  allow,
  allowAllBut,
  arn,
  attached,
  awsManaged,
  boundedBy,
  deny,
  denyAllBut,
  embedded,
  managed,
  type StatementExample,
} from '../support/identities.js';
import { inventory } from '../support/rules.js';

const USER = arn('user/A-san');

/** What the user loses, one line for each deny and granting policy. */
function losses(user: object, account: AccountExample = {}): readonly string[] {
  const graph = new PolicyGraph(inventory({ UserDetailList: [{ Arn: USER, ...user }], ...account }));
  const entity = graph.entity(USER);
  return entity === undefined
    ? []
    : removals(graph, entity).flatMap(({ policy, grants }) =>
        grants.map(({ policy: granting, lost, extent, hidden }) => {
          const names = lost.map(({ negated, values }) => (negated ? 'all but ' : '') + values.join(' '));
          const from = `${granting.document.name} - ${policy.document.name}`;
          return `${from}: ${extent} ${names.join(', ')}${hidden ? ' (hidden)' : ''}`;
        }),
      );
}

/** One policy grants, another denies. */
const between = (grants: StatementExample, denies: StatementExample) =>
  losses({ UserPolicyList: [embedded('g', grants), embedded('d', denies)] });

describe('a deny takes', () => {
  it.each([
    [
      'an action that is granted',
      allow(['s3:GetObject', 's3:PutObject']),
      deny('s3:Put*'),
      'whole s3:PutObject',
    ],
    ['a pattern', allow('iam:Get*'), deny('iam:*'), 'whole iam:Get*'],
    [
      'what a NotAction does not spare',
      allow(['s3:*', 'iam:GetUser']),
      denyAllBut('s3:*'),
      'whole iam:GetUser',
    ],
    [
      'what is granted on a part of its resources',
      allow('s3:*', 'arn:aws:s3:::a/*'),
      deny('s3:*', 'arn:aws:s3:::*'),
      'whole s3:*',
    ],
    [
      'what is granted on a condition',
      allow('s3:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      deny('s3:*'),
      'whole s3:*',
    ],
    ['a part of a whole service', allow('s3:*'), deny('s3:DeleteBucket'), 'part s3:DeleteBucket'],
    ['a part of everything', allow('*'), deny('iam:*'), 'part iam:*'],
    ['a whole service, on some resources', allow('s3:*'), deny('s3:*', 'arn:aws:s3:::a'), 'part s3:*'],
    ['a part of everything but some', allowAllBut('iam:*'), deny('ec2:*'), 'part ec2:*'],
  ])('%s', (_, grants, denies, expected) => {
    expect(between(grants, denies)).toEqual([`g - d: ${expected}`]);
  });
});

describe('a deny takes nothing', () => {
  it.each([
    ['of another service', allow('s3:*'), deny('ec2:*')],
    ['of other resources', allow('s3:GetObject', 'arn:aws:s3:::a/*'), deny('s3:*', 'arn:aws:s3:::b/*')],
    ['of what is not full access, where it is narrower', allow('s3:Get*'), deny('s3:GetObject')],
    ['of what a NotAction does not grant', allowAllBut('iam:*'), deny('iam:*')],
    ['with an action that does not exist', allow('s3:*'), deny('s3:DeleteObjetc')],
    [
      'for certain, where it has a condition',
      allow('s3:*'),
      deny('s3:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    ],
  ])('%s', (_, grants, denies) => {
    expect(between(grants, denies)).toEqual([]);
  });

  it('from a grant beside it in the same policy', () => {
    const policy = embedded('both', allow('s3:*'), deny('s3:*'));
    expect(losses({ UserPolicyList: [policy] })).toEqual([]);
  });

  it('from the same policy, attached and permissions boundary in one', () => {
    const Policies = [managed('both', allow('*'), deny('iam:*'))];
    expect(losses({ ...attached(arn('policy/both')), ...boundedBy('both') }, { Policies })).toEqual([]);
  });
});

describe('full access by AWS', () => {
  const denied = (name: string, ...actions: string[]) =>
    losses({ ...attached(awsManaged(name)), UserPolicyList: [embedded('d', deny(actions))] });

  it('lacks an action that it lists and a deny takes', () => {
    expect(denied('AmazonVPCFullAccess', 'ec2:CreateVpc')).toEqual([
      'AmazonVPCFullAccess - d: part ec2:CreateVpc',
    ]);
  });

  it('loses a service where a deny takes all of it', () => {
    expect(denied('IAMFullAccess', 'iam:*')).toEqual(['IAMFullAccess - d: whole iam:*']);
  });

  it('lacks nothing where no action matches both patterns', () => {
    const Policies = [{ ...managed('x', allow('s3:Get*')), Arn: awsManaged('XFullAccess') }];
    const user = (action: string) => ({
      ...attached(awsManaged('XFullAccess')),
      UserPolicyList: [embedded('d', deny(action))],
    });
    expect(losses(user('s3:*Bucket'), { Policies })).toEqual([]);
    expect(losses(user('s3:*ObjectTorrent'), { Policies })).toEqual([
      'XFullAccess - d: part s3:GetObjectTorrent',
    ]);
  });

  it('is no full access by another name', () => {
    expect(denied('ReadOnlyAccess', 's3:GetObject')).toEqual([]);
  });
});

describe('a deny of a permissions boundary', () => {
  it('takes from what the policies grant', () => {
    const Policies = [managed('limit', allow('*'), deny('ec2:*'))];
    const user = { UserPolicyList: [embedded('g', allow('ec2:RunInstances'))], ...boundedBy('limit') };
    expect(losses(user, { Policies })).toEqual(['g - limit: whole ec2:RunInstances']);
  });
});

describe('a deny of a group', () => {
  const denies = [embedded('d', deny('s3:*'))];
  const group = (name: string, more: object) => ({ Arn: arn(`group/${name}`), ...more });

  it('is hidden from what the user has from elsewhere', () => {
    const GroupDetailList = [
      group('one', { GroupPolicyList: denies }),
      group('two', { GroupPolicyList: [embedded('other', allow('s3:*'))] }),
    ];
    const user = { GroupList: ['one', 'two'], UserPolicyList: [embedded('own', allow('s3:*'))] };
    expect(losses(user, { GroupDetailList })).toEqual([
      'own - d: whole s3:* (hidden)',
      'other - d: whole s3:* (hidden)',
    ]);
  });

  it('is plain beside what the same group grants', () => {
    const GroupDetailList = [group('one', { GroupPolicyList: [...denies, embedded('g', allow('s3:*'))] })];
    expect(losses({ GroupList: ['one'] }, { GroupDetailList })).toEqual(['g - d: whole s3:*']);
  });

  it('is plain where the user has the same policy directly', () => {
    const Policies = [managed('d', deny('s3:*'))];
    const GroupDetailList = [group('one', attached(arn('policy/d')))];
    const user = {
      GroupList: ['one'],
      UserPolicyList: [embedded('own', allow('s3:*'))],
      ...attached(arn('policy/d')),
    };
    expect(losses(user, { GroupDetailList, Policies })).toEqual(['own - d: whole s3:*']);
  });
});
