import { describe, expect, it } from 'vitest';
import coveredPolicy from '../../../lint-rules/redundancy/no-covered-policy.js';
import coveredStatement from '../../../lint-rules/redundancy/no-covered-statement.js';
import unreachableAllow from '../../../lint-rules/redundancy/no-unreachable-allow.js';
import type { PolicyType } from '../../../src/model/index.js';
import type { AccountExample } from '../../support/account-example.js';
import {
  allow,
  allowAllBut,
  arn,
  attached,
  awsManaged,
  boundedBy,
  deny,
  denyAllBut,
  document,
  embedded,
  managed,
  type StatementExample,
} from '../../support/identities.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

const on = (Condition: StatementExample) => ({ Condition }) as StatementExample;
const MFA = on({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } });

describe('no-covered-statement', () => {
  const covered = (statements: readonly StatementExample[], type: PolicyType = 'identity-based') =>
    lintPolicy(document(...statements), type, coveredStatement).map(({ locations: [{ location }] }) =>
      location.path.join('/'),
    );
  const from = (...regions: string[]) => on({ StringEquals: { 'aws:RequestedRegion': regions } });

  it.each<[string, StatementExample[], string[]]>([
    ['a part of a broader one', [allow('s3:GetObject'), allow('s3:*')], ['Statement/0']],
    ['the case of actions does not matter', [allow('S3:get*'), allow('s3:GetObject')], ['Statement/1']],
    [
      'by several together',
      [allow(['a:B', 's3:Get*']), allow('s3:List*'), allow(['s3:GetObject', 's3:ListBucket'])],
      ['Statement/2'],
    ],
    [
      'resources of several together',
      [
        allow('s3:*', 'arn:aws:s3:::a/*'),
        allow('s3:Get*', 'arn:aws:s3:::b/*'),
        allow('s3:GetObject', ['arn:aws:s3:::a/x', 'arn:aws:s3:::b/y']),
      ],
      ['Statement/2'],
    ],
    [
      'under a condition that limits nobody',
      [allow('s3:*'), allow('s3:GetObject', '*', MFA)],
      ['Statement/1'],
    ],
    ['the condition of both', [allow('s3:*', '*', MFA), allow('s3:GetObject', '*', MFA)], ['Statement/1']],
    [
      'a condition that follows',
      [allow('s3:*', '*', from('eu-west-1', 'eu-west-2')), allow('s3:GetObject', '*', from('eu-west-1'))],
      ['Statement/1'],
    ],
    ['all but some', [allowAllBut('iam:*'), allow('s3:GetObject')], ['Statement/1']],
    ['all but more', [allowAllBut('iam:*'), allowAllBut(['iam:*', 'sts:*'])], ['Statement/1']],
    [
      'of two alike in other words the first stays',
      [allow(['s3:*', 's3:Get*']), allow('s3:*')],
      ['Statement/1'],
    ],
    ['a Deny', [deny('iam:*'), deny('iam:CreateUser')], ['Statement/1']],
    ['a broader condition', [allow('s3:*', '*', MFA), allow('s3:GetObject')], []],
    [
      'a condition that does not follow',
      [allow('s3:*', '*', from('eu-west-1')), allow('s3:GetObject', '*', from('eu-west-1', 'us-east-1'))],
      [],
    ],
    [
      'a Deny under a narrower condition',
      [deny('iam:*', '*', from('eu-west-1')), deny('iam:CreateUser', '*', from('us-east-1'))],
      [],
    ],
    ['another effect', [allow('s3:*'), deny('s3:GetObject')], []],
    [
      'a resource that is left over',
      [allow('s3:*', 'arn:aws:s3:::a/*'), allow('s3:GetObject', ['arn:aws:s3:::a/x', 'arn:aws:s3:::b/y'])],
      [],
    ],
    ['an action that is left over', [allow('s3:Get*'), allow(['s3:GetObject', 's3:PutObject'])], []],
    [
      'an action on a resource that only another action has',
      [
        allow('s3:GetObject', 'arn:aws:s3:::a'),
        allow('s3:PutObject', 'arn:aws:s3:::b'),
        allow(['s3:GetObject', 's3:PutObject'], ['arn:aws:s3:::a', 'arn:aws:s3:::b']),
      ],
      ['Statement/1', 'Statement/0'].toReversed(),
    ],
    ['the same twice, which is another rule', [allow('s3:*'), allow('s3:*')], []],
    ['one statement', [allow('s3:*')], []],
  ])('%s', (_, statements, expected) => {
    expect(covered(statements).toSorted()).toEqual(expected);
  });

  it('asks for the same principals: a grant to a user is more than one to its account', () => {
    const to = (AWS: string | string[], more: StatementExample = {}) => ({
      ...allow('s3:GetObject', 'arn:aws:s3:::a/*', more),
      Principal: { AWS },
    });
    const user = arn('user/A-san');
    expect(covered([to('*'), to(user)], 'resource-based')).toEqual([]);
    expect(covered([to(arn('root')), to(user)], 'resource-based')).toEqual([]);
    expect(covered([to(['111122223333', user]), to([arn('root')])], 'resource-based')).toEqual([
      'Statement/1',
    ]);
    const except = (AWS: string[]) => ({ ...deny('s3:*'), NotPrincipal: { AWS } });
    expect(covered([except([user]), except([user, arn('root')])], 'resource-based')).toEqual(['Statement/1']);
    expect(
      covered([except([user]), { ...deny('s3:*'), Principal: { AWS: user } }], 'resource-based'),
    ).toEqual([]);
  });

  it('reads trust policies, and leaves the policies of AWS to AWS', () => {
    const trust = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' };
    expect(covered([{ ...trust, Action: 'sts:*' }, trust], 'role-trust')).toEqual(['Statement/1']);
    const example: AccountExample = {
      RoleDetailList: [{ Arn: arn('role/A'), ...attached(awsManaged('X')), ...boundedBy('B') }],
      Policies: [
        { ...managed('X', allow('s3:*'), allow('s3:Get*')), Arn: awsManaged('X') },
        managed('B', allow('s3:*'), allow('s3:Get*')),
      ],
    };
    // The text of the boundary is read once, as the policy that it is.
    expect(lintAccount(example, coveredStatement).map(({ subject }) => subject)).toEqual([arn('policy/B')]);
  });
});

describe('no-covered-policy', () => {
  const covered = (example: AccountExample) =>
    lintAccount(example, coveredPolicy).map(({ subject, message }) => [
      subject.slice(subject.lastIndexOf('/') + 1),
      /'[^']+'/.exec(message)?.[0],
    ]);
  const role = (...RolePolicyList: ReturnType<typeof embedded>[]) => ({
    RoleDetailList: [{ Arn: arn('role/A'), RolePolicyList }],
  });

  it('an attached policy that another attached one has within it', () => {
    expect(
      covered({
        RoleDetailList: [
          {
            Arn: arn('role/A'),
            ...attached(awsManaged('AmazonS3ReadOnlyAccess'), awsManaged('AmazonS3FullAccess')),
          },
        ],
      }),
    ).toEqual([['A', "'AmazonS3ReadOnlyAccess'"]]);
  });

  it('a policy of a user that its group has within one of its own, and not the other way round', () => {
    const group = { Arn: arn('group/G'), GroupPolicyList: [embedded('all', allow('s3:*'))] };
    const user = (policy: StatementExample) => ({
      Arn: arn('user/U'),
      GroupList: ['G'],
      UserPolicyList: [embedded('own', policy)],
    });
    expect(covered({ GroupDetailList: [group], UserDetailList: [user(allow('s3:Get*'))] })).toEqual([
      ['U', "'own'"],
    ]);
    expect(covered({ GroupDetailList: [group], UserDetailList: [user(allow('*'))] })).toEqual([]);
  });

  it('of two that grant the same, one', () => {
    expect(covered(role(embedded('a', allow('s3:*')), embedded('b', allow('s3:*'))))).toEqual([['A', "'b'"]]);
  });

  it.each([
    ['a policy that denies as well', embedded('b', allow('s3:GetObject'), deny('s3:PutObject'))],
    ['one action more', embedded('b', allow(['s3:GetObject', 'sqs:SendMessage']))],
    ['a policy that allows nothing', embedded('b', deny('s3:*'))],
    ['a policy with an error', embedded('b', allow('s3:GetObject'), { Effect: 'Perhaps' })],
  ])('%s', (_, policy) => {
    expect(covered(role(embedded('a', allow('s3:*')), policy))).toEqual([]);
  });

  it('a policy that could not be read says nothing', () => {
    const example = { RoleDetailList: [{ Arn: arn('role/A'), ...attached(arn('policy/Unread')) }] };
    expect(covered(example)).toEqual([]);
  });
});

describe('no-unreachable-allow', () => {
  const found = (example: AccountExample) =>
    lintAccount(example, unreachableAllow).map(({ messageId, message }) => [
      messageId,
      /none of it passes ([^.]*)\./.exec(message)?.[1],
    ]);
  const bounded = (boundary: readonly StatementExample[], ...policies: ReturnType<typeof embedded>[]) => ({
    RoleDetailList: [{ Arn: arn('role/A'), RolePolicyList: policies, ...boundedBy('B') }],
    Policies: [managed('B', ...boundary)],
  });
  const BOUNDARY = "the permissions boundary 'B'";

  it.each<[string, StatementExample[], StatementExample[], (string | undefined)[]]>([
    ['outside of the boundary', [allow('s3:*')], [allow('ec2:*')], [BOUNDARY]],
    [
      'on resources outside of it',
      [allow('s3:*', 'arn:aws:s3:::a/*')],
      [allow('s3:GetObject', 'arn:aws:s3:::b/*')],
      [BOUNDARY],
    ],
    [
      'under a condition that the boundary excludes',
      [allow('*', '*', on({ StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }))],
      [allow('s3:*', '*', on({ StringEquals: { 'aws:RequestedRegion': 'us-east-1' } }))],
      [BOUNDARY],
    ],
    ['a part is left', [allow('s3:Get*')], [allow('s3:*')], []],
    ['one action is left', [allow('s3:Get*')], [allow(['s3:GetObject', 'ec2:*'])], []],
    ['some requests are left', [allow('*', '*', MFA)], [allow('s3:*')], []],
    ['all but what the boundary denies', [allow('*'), denyAllBut('s3:*')], [allowAllBut('iam:*')], []],
    [
      'all that the deny beside it takes',
      [allow('*')],
      [allow('s3:GetObject'), deny('s3:*'), allow('sqs:*')],
      ["the denies of 'own' itself"],
    ],
    ['what the deny beside it leaves', [allow('*')], [allow('s3:*'), deny('s3:Delete*')], []],
    ['a deny of the boundary, which is stray', [allow('*'), deny('ec2:*')], [allow('ec2:*')], []],
  ])('%s', (_, boundary, own, expected) => {
    expect(found(bounded(boundary, embedded('own', ...own))).map(([, limits]) => limits)).toEqual(expected);
  });

  it('names the level of the service control policies, and the management account has none', () => {
    const example = (MasterAccountId: string): AccountExample => ({
      RoleDetailList: [
        { Arn: arn('role/A'), RolePolicyList: [embedded('own', allow('ec2:RunInstances'), allow('sqs:*'))] },
      ],
      Organization: {
        MasterAccountId,
        Accounts: ['111122223333'].filter((id) => id !== MasterAccountId),
        Policies: [{ Name: 'NoServers', TargetIds: ['r-root'], Content: document(deny('ec2:*')) }],
      },
    });
    expect(found(example('999900001111'))).toEqual([
      ['statement', "the service control policies of 'r-root'"],
    ]);
    expect(found(example('111122223333'))).toEqual([]);
  });

  it('says nothing of a principal that denies leave with nothing', () => {
    expect(found(bounded([allow('s3:*')], embedded('own', allow('ec2:*'), deny('ec2:*'))))).toEqual([]);
  });

  it('an attached policy is one finding at its attachment, and a shared one tells nothing by a statement', () => {
    const example = (shared: boolean, ...statements: StatementExample[]): AccountExample => ({
      RoleDetailList: ['A', 'B'].map((name) => ({
        Arn: arn(`role/${name}`),
        ...(name === 'A'
          ? { ...boundedBy('B'), ...attached(arn('policy/P')) }
          : shared
            ? attached(arn('policy/P'))
            : {}),
      })),
      Policies: [managed('P', ...statements), managed('B', allow('s3:*'))],
    });
    expect(found(example(true, allow('ec2:*'), allow('sqs:*')))).toEqual([['policy', BOUNDARY]]);
    expect(found(example(false, allow('ec2:*'), allow('s3:*')))).toEqual([['statement', BOUNDARY]]);
    expect(found(example(true, allow('ec2:*'), allow('s3:*')))).toEqual([]);
    expect(found(example(true, deny('ec2:*')))).toEqual([]);
  });

  it('limits that take everything only together are named together', () => {
    const example: AccountExample = {
      ...bounded(
        [allow(['s3:GetObject', 'ec2:*'])],
        embedded('own', allow(['s3:GetObject', 's3:PutObject'])),
      ),
      Organization: {
        MasterAccountId: '999900001111',
        Accounts: ['111122223333'],
        Policies: [{ Name: 'NoReads', TargetIds: ['r-root'], Content: document(deny('s3:GetObject')) }],
      },
    };
    expect(found(example)).toEqual([
      ['statement', `${BOUNDARY} and the service control policies of 'r-root'`],
    ]);
  });

  it('what could not be read limits nothing', () => {
    const example = {
      RoleDetailList: [
        { Arn: arn('role/A'), RolePolicyList: [embedded('own', allow('ec2:*'))], ...boundedBy('B') },
      ],
    };
    expect(found(example)).toEqual([]);
  });
});
