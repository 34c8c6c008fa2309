import { describe, expect, it } from 'vitest';
import hiddenGroupDeny from '../../../lint-rules/deny/no-hidden-group-deny.js';
import narrowedFullAccess from '../../../lint-rules/deny/no-narrowed-full-access.js';
import rule from '../../../lint-rules/deny/no-emptied-access.js';
import strayDeny from '../../../lint-rules/deny/no-stray-deny.js';
import unreachable from '../../../lint-rules/redundancy/no-unreachable-allow.js';
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
import { lintAccount } from '../../support/rules.js';

const on = (Condition: StatementExample): StatementExample => ({ Condition });
const found = (example: AccountExample) =>
  lintAccount(example, rule).map(({ messageId, subject }) => [
    messageId,
    subject.slice(subject.lastIndexOf('/') + 1),
  ]);
const role = (...policies: readonly (readonly StatementExample[])[]) => ({
  Arn: arn('role/A'),
  RolePolicyList: policies.map((statements, index) => embedded(`p${index}`, ...statements)),
});
const messagesFor = (...policies: readonly (readonly StatementExample[])[]) =>
  found({ RoleDetailList: [role(...policies)] }).map(([messageId]) => messageId);

describe('denies leave a principal with', () => {
  it.each<[string, string | undefined, readonly StatementExample[], readonly StatementExample[]]>([
    ['nothing: the same action', 'principal', [allow('s3:GetObject')], [deny('s3:GetObject')]],
    ['nothing: a pattern in any case', 'principal', [allow('S3:getobject')], [deny('s3:GET*')]],
    ['nothing: all but some', 'principal', [allow(['s3:*', 'ec2:*'])], [denyAllBut(['iam:*', 'sts:*'])]],
    [
      'nothing: several denies between them',
      'principal',
      [allow('s3:Get*'), allow('sqs:*')],
      [denyAllBut('s3:*'), deny('s3:Get*')],
    ],
    [
      'nothing: everything but what the other denies',
      'principal',
      [allowAllBut('iam:*')],
      [denyAllBut('s3:*'), deny('s3:*')],
    ],
    [
      'nothing: on the resource that is granted',
      'principal',
      [allow('s3:*', 'arn:aws:s3:::a/*')],
      [deny('s3:*', 'arn:aws:s3:::*')],
    ],
    [
      'nothing under a condition',
      'principal',
      [allow('s3:*', '*', on({ Bool: { 'aws:SecureTransport': 'true' } }))],
      [deny('s3:*')],
    ],
    [
      'nothing: spared is somebody else',
      'principal',
      [allow('s3:*')],
      [deny('s3:*', '*', on({ ArnNotEquals: { 'aws:PrincipalArn': arn('role/B') } }))],
    ],
    [
      'all: it is spared itself',
      undefined,
      [allow('s3:*')],
      [deny('s3:*', '*', on({ ArnNotEquals: { 'aws:PrincipalArn': arn('role/A') } }))],
    ],
    ['nothing: what names no action is no grant', 'principal', [allow([]), allow('s3:*')], [deny('s3:*')]],
    [
      'what another condition leaves',
      undefined,
      [allow('s3:*')],
      [deny('*', '*', on({ Bool: { 'aws:SecureTransport': 'false' } }))],
    ],
    ['one action', undefined, [allow(['s3:GetObject', 'sqs:ListQueues'])], [deny('s3:*')]],
    [
      'one resource',
      undefined,
      [allow('s3:*', ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'])],
      [deny('s3:*', 'arn:aws:s3:::a/*')],
    ],
    ['what is granted but one service', undefined, [allow('*')], [deny('s3:*')]],
    ['actions that do not exist yet', undefined, [allow('s3:GetObjectSoon')], [deny('s3:GetObject')]],
    ['nothing, as nothing is granted', undefined, [deny('s3:*')], [deny('ec2:*')]],
    ['everything, by AWS itself', 'locked', [allow('*')], [deny('*')]],
    ['everything, by all but nothing', 'locked', [allow('s3:GetObject')], [{ ...denyAllBut([]) }]],
  ])('%s', (_, expected, grants, denies) => {
    const messages = expected === undefined ? [] : [expected];
    expect(messagesFor(grants, denies)).toEqual(messages);
    expect(messagesFor([...grants, ...denies])).toEqual(messages);
  });

  it('nothing, by a policy of AWS, a boundary, a group or the organization', () => {
    const own = { UserPolicyList: [embedded('own', allow('ec2:*'))] };
    const user = (name: string, more: object) => ({ Arn: arn(`user/${name}`), ...own, ...more });
    const example = (...denies: StatementExample[]): AccountExample => ({
      UserDetailList: [
        user('locked', attached(awsManaged('AWSDenyAll'))),
        user('bounded', boundedBy('limit')),
        user('member', { GroupList: ['G', 'H'], ...attached(arn('policy/limit')) }),
        user('outside', {}),
      ],
      GroupDetailList: ['G', 'H'].map((name) => ({
        Arn: arn(`group/${name}`),
        ...attached(arn('policy/limit')),
      })),
      Policies: [managed('limit', allow('s3:*'), deny('ec2:*'))],
      Organization: {
        MasterAccountId: '999900001111',
        Accounts: ['111122223333'],
        Policies: [{ Name: 'NoServers', TargetIds: ['r-root'], Content: document(...denies) }],
      },
    });
    expect(found(example(allow('*')))).toEqual([
      ['principal', 'bounded'],
      ['locked', 'locked'],
    ]);
    expect(found(example(allow('*'), deny('*')))).toEqual([
      ['principal', 'bounded'],
      ['locked', 'locked'],
    ]);
    expect(found(example(allow('*'), deny('ec2:*')))).toEqual([
      ['principal', 'bounded'],
      ['locked', 'locked'],
      ['principal', 'outside'],
    ]);
  });

  it('nothing is not said of the management account, of a quarantine, nor where a policy was not read', () => {
    const user = { Arn: arn('user/U'), UserPolicyList: [embedded('own', allow('iam:CreateUser'))] };
    const Organization = {
      MasterAccountId: '111122223333',
      Policies: [{ Name: 'NoUsers', TargetIds: ['r-root'], Content: document(deny('iam:*')) }],
    };
    expect(found({ UserDetailList: [user], Organization })).toEqual([]);
    const quarantine = attached(awsManaged('AWSCompromisedKeyQuarantineV3'));
    expect(found({ UserDetailList: [{ ...user, ...quarantine }] })).toEqual([]);
    const lock = embedded('lock', deny('*'));
    expect(
      found({
        UserDetailList: [
          { ...user, UserPolicyList: [...user.UserPolicyList, lock], ...attached(arn('policy/Unread')) },
        ],
      }),
    ).toEqual([]);
  });
});

describe('the finding', () => {
  const example: AccountExample = {
    UserDetailList: [
      {
        Arn: arn('user/U'),
        GroupList: ['G'],
        UserPolicyList: [embedded('own', allow('s3:Get*'), allow('s3:List*'))],
      },
    ],
    GroupDetailList: [
      {
        Arn: arn('group/G'),
        GroupPolicyList: [embedded('no', deny('s3:Get*'), { ...denyAllBut('s3:Get*'), Sid: 'Rest' })],
      },
    ],
  };
  const [finding] = lintAccount(example, rule);

  it('points at the denies first, and then at one grant of each policy', () => {
    expect(finding?.locations.map(({ excerpt, label }) => [excerpt[0]?.trim(), label])).toEqual([
      ['"Action": "s3:Get*",', undefined],
      ['"NotAction": "s3:Get*",', 'denies a part of it'],
      ['"Action": "s3:Get*",', "granted by 'own'"],
    ]);
  });

  it('traces the way of each policy', () => {
    expect(finding?.trace.map(({ policy, via, text }) => [policy, via.length, text])).toEqual([
      ['no', 2, 'Denies s3:Get* on *.'],
      ['no', 2, 'Denies every action but s3:Get* on *.'],
      ['own', 1, 'Allows s3:Get* on *.'],
      ['own', 1, 'Allows s3:List* on *.'],
    ]);
  });

  it('is the only one about these grants', () => {
    const others = [hiddenGroupDeny, narrowedFullAccess, strayDeny, unreachable];
    expect(others.flatMap((other) => lintAccount(example, other))).toEqual([]);
  });

  it('names the type of a policy that is not of the identity', () => {
    const [{ message } = { message: '' }] = lintAccount(
      {
        RoleDetailList: [{ ...role([allow('ec2:*')]), ...boundedBy('limit') }],
        Policies: [managed('limit', allow('*'), deny('ec2:*'))],
      },
      rule,
    );
    expect(message).toContain("the denies of the permissions boundary 'limit' take all");
  });
});

describe('several denies that leave nothing of a whole service', () => {
  const MORE = allow('sqs:ListQueues');
  const parts = [deny('s3:Get*'), denyAllBut(['s3:Get*', 'sqs:*'])];

  it('are one finding, and nothing else', () => {
    expect(messagesFor([allow('s3:*'), MORE], parts)).toEqual(['service']);
    const example = { RoleDetailList: [role([allow('s3:*'), MORE], parts)] };
    expect(lintAccount(example, narrowedFullAccess)).toEqual([]);
  });

  it.each<[string, readonly StatementExample[], readonly StatementExample[]]>([
    ['one of them takes all', [allow('s3:*'), MORE], [deny('s3:*'), deny('s3:Get*')]],
    [
      'something is left',
      [allow('s3:*'), MORE],
      [deny('s3:Get*'), denyAllBut(['s3:Get*', 's3:ListBucket', 'sqs:*'])],
    ],
    [
      'objects of other buckets are left',
      [allow('s3:*'), MORE],
      [deny('s3:Get*'), { Effect: 'Deny', NotAction: ['s3:Get*', 'sqs:*'], Resource: 'arn:aws:s3:::a/*' }],
    ],
    [
      'a part of a service is granted',
      [allow('s3:Get*'), MORE],
      [deny('s3:GetObject*'), denyAllBut(['s3:GetObject*', 'sqs:*'])],
    ],
    ['only one deny is about it', [allow('s3:*'), MORE], [deny('ec2:*'), deny('s3:Get*')]],
  ])('are none where %s', (_, grants, denies) => {
    expect(messagesFor(grants, denies)).toEqual([]);
  });

  it('are none where the denies beside the grant take it, which is an unreachable Allow', () => {
    const example = { RoleDetailList: [role([allow('s3:*'), ...parts, MORE])] };
    expect(found(example)).toEqual([]);
    expect(lintAccount(example, unreachable)).toHaveLength(1);
  });
});
