import { describe, expect, it } from 'vitest';
import type { Explanation, Mend } from '../../src/model/index.js';
import type { AccountExample } from '../support/account-example.js';
import { explainIn, pasted, type Asked } from '../support/explaining.js';
import {
  allow,
  arn,
  attached,
  awsManaged,
  boundedBy,
  deny,
  document,
  embedded,
  managed,
  type StatementExample,
} from '../support/identities.js';

const ann = (...statements: readonly StatementExample[]) => ({
  Arn: arn('user/ann'),
  UserPolicyList: [embedded('own', ...statements)],
});
const bob = { Arn: arn('user/bob') };
const listRoles: Asked = { principal: 'ann', action: 'iam:ListRoles' };

function firstMend({ mends }: Explanation): Mend {
  const [mend] = mends.flatMap(({ alternatives }) => alternatives);
  if (mend === undefined) throw new Error('There is no mend.');
  return mend;
}

function mendsOfKind({ mends }: Explanation, kind: Mend['kind']): readonly Mend[] {
  return mends.flatMap(({ alternatives }) => alternatives).filter((mend) => mend.kind === kind);
}

/** Pastes the first mend into the text of the example and asks again. */
function afterPasting(example: AccountExample, question: Asked): Explanation {
  const text = JSON.stringify(example, null, 2);
  return explainIn(pasted(text, firstMend(explainIn(text, question))), question);
}

describe('a deny that is narrowed', () => {
  it.each<[string, readonly StatementExample[], Asked, readonly Asked[]]>([
    [
      'takes the action out of a list',
      [allow('*'), deny(['s3:DeleteBucket', 's3:PutBucketPolicy'])],
      { principal: 'ann', action: 's3:DeleteBucket', resource: 'arn:aws:s3:::b' },
      [
        { principal: 'ann', action: 's3:PutBucketPolicy', resource: 'arn:aws:s3:::b' },
        { principal: 'ann', action: 's3:DeleteBucket', resource: 'arn:aws:s3:::c' },
      ],
    ],
    ['goes when it has nothing left to deny', [allow('*'), deny('iam:ListRoles')], listRoles, []],
    [
      'keeps all other actions of a service denied',
      [allow('*'), deny('iam:*')],
      listRoles,
      [
        { principal: 'ann', action: 'iam:ListRolePolicies', resource: arn('role/x') },
        { principal: 'ann', action: 'iam:ListUsers' },
        { principal: 'ann', action: 'iam:CreateUser', resource: arn('user/x') },
        { principal: 'ann', action: 'iam:UpdateRole', resource: arn('role/x') },
      ],
    ],
    [
      'keeps the action denied on all other resources',
      [allow('*'), deny('iam:*')],
      { principal: 'ann', action: 'iam:PassRole', resource: arn('role/web') },
      [
        { principal: 'ann', action: 'iam:PassRole', resource: arn('role/admin') },
        { principal: 'ann', action: 'iam:GetRole', resource: arn('role/web') },
      ],
    ],
    [
      'says everything but the action where it denied everything',
      [allow('*'), deny('*')],
      listRoles,
      [{ principal: 'ann', action: 'sts:GetFederationToken', resource: arn('user/ann') }],
    ],
    [
      'takes the action into a NotAction',
      [allow('*'), { Effect: 'Deny', NotAction: ['s3:*'], Resource: '*' }],
      listRoles,
      [{ principal: 'ann', action: 'iam:ListUsers' }],
    ],
  ])('%s', (_, statements, question, stillDenied) => {
    const example = { UserDetailList: [ann(...statements)], Buckets: [{ Name: 'b' }, { Name: 'c' }] };
    const text = JSON.stringify(example, null, 2);
    const mend = firstMend(explainIn(text, question));
    expect(mend).toMatchObject({ kind: 'narrowDeny', effect: { possible: ['allowed'] } });
    const mended = pasted(text, mend);
    expect(explainIn(mended, question).possible).toEqual(['allowed']);
    for (const other of stillDenied)
      expect([other.action, explainIn(mended, other).decision]).toEqual([other.action, 'explicitDeny']);
  });

  it('is left as it is for everybody else where it binds others too', () => {
    const example: AccountExample = {
      UserDetailList: [
        { ...ann(allow('iam:ListRoles')), ...attached(arn('policy/freeze')) },
        { ...bob, ...attached(arn('policy/freeze'), awsManaged('IAMFullAccess')) },
      ],
      Policies: [managed('freeze', deny('iam:*'))],
    };
    const mend = firstMend(explainIn(example, listRoles));
    expect(mend.statements).toEqual([
      {
        Effect: 'Deny',
        Action: 'iam:*',
        Resource: '*',
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': arn('user/ann') } },
      },
    ]);
    expect(afterPasting(example, listRoles).decision).toBe('allowed');
  });

  it('is stated once more for the principal where sparing it would open more than is needed', () => {
    const example: AccountExample = {
      UserDetailList: [
        { ...ann(allow('iam:*')), ...attached(arn('policy/freeze')) },
        { ...bob, ...attached(arn('policy/freeze')) },
      ],
      Policies: [managed('freeze', deny('iam:*'))],
    };
    const text = JSON.stringify(example, null, 2);
    const mend = firstMend(explainIn(text, listRoles));
    const mended = pasted(text, mend);
    expect(mend.caution).toContain('An action that AWS adds to iam:* later');
    expect(explainIn(mended, listRoles).decision).toBe('allowed');
    expect(explainIn(mended, { principal: 'ann', action: 'iam:ListUsers' }).decision).toBe('explicitDeny');
    expect(explainIn(mended, { principal: 'bob', action: 'iam:ListRoles' }).decision).toBe('explicitDeny');
  });

  it('gets the principal into the list of exceptions that it has, and nobody else', () => {
    const Condition = { ArnNotLike: { 'aws:PrincipalArn': arn('role/CloudOps') } };
    const example: AccountExample = {
      UserDetailList: [ann(allow('ec2:*')), { ...bob, UserPolicyList: [embedded('own', allow('ec2:*'))] }],
      Organization: {
        MasterAccountId: '999900001111',
        Accounts: ['111122223333'],
        Policies: [
          {
            Name: 'NoStart',
            TargetIds: ['r-root'],
            Content: document(deny('ec2:StartInstances', '*', { Condition })),
          },
        ],
      },
    };
    const question: Asked = {
      principal: 'ann',
      action: 'ec2:StartInstances',
      resource: 'arn:aws:ec2:us-east-1:111122223333:instance/i-1',
    };
    const mend = firstMend(explainIn(example, question));
    expect(mend).toMatchObject({ account: '999900001111', effect: { possible: ['allowed'] } });
    expect(mend.text).toContain(`add ${arn('user/ann')} to the values of ArnNotLike aws:PrincipalArn`);
    const text = JSON.stringify(example, null, 2);
    const mended = pasted(text, firstMend(explainIn(text, question)));
    expect(explainIn(mended, { ...question, principal: 'bob' }).decision).toBe('explicitDeny');
  });

  it('singles a service out by its name, and an unknown principal of another account by its ARN', () => {
    const bucket = 'arn:aws:s3:::b';
    const everybody = (effect: 'Allow' | 'Deny') => ({
      Effect: effect,
      Principal: '*',
      Action: 's3:PutObject',
      Resource: `${bucket}/*`,
    });
    const example: AccountExample = {
      Buckets: [{ Name: 'b', Policy: document(everybody('Allow'), everybody('Deny')) }],
    };
    const conditionFor = (principal: string) =>
      firstMend(explainIn(example, { principal, action: 's3:PutObject', resource: `${bucket}/x` }))
        .statements[0];
    expect(conditionFor('delivery.logs.amazonaws.com')).toMatchObject({
      Effect: 'Deny',
      Condition: { StringNotEquals: { 'aws:PrincipalServiceName': 'delivery.logs.amazonaws.com' } },
    });
    const stranger = 'arn:aws:iam::777788889999:role/partner';
    expect(conditionFor(stranger)).toMatchObject({
      Effect: 'Deny',
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': stranger } },
    });
  });

  it('is not given up where it asks for MFA or TLS', () => {
    const Condition = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
    const example = { UserDetailList: [ann(allow('*'), deny('*', '*', { Condition }))] };
    const { mends } = explainIn(example, { ...listRoles, context: { 'aws:MultiFactorAuthPresent': [] } });
    expect(mends.flatMap(({ alternatives }) => alternatives.map(({ kind }) => kind))).toEqual([
      'meetCondition',
    ]);
    expect(mends[0]?.alternatives[0].text).toContain('get-session-token');
  });

  it('cannot be narrowed in a policy of AWS: it is taken off', () => {
    const quarantine = awsManaged('AWSCompromisedKeyQuarantineV2');
    const example = { UserDetailList: [{ ...ann(allow('iam:*')), ...attached(quarantine) }] };
    const mend = firstMend(
      explainIn(example, { principal: 'ann', action: 'iam:CreateUser', resource: arn('user/x') }),
    );
    expect(mend).toMatchObject({ kind: 'detachPolicy', statements: [] });
    expect(mend.text).toContain('an access key of user/ann was found in public');
  });
});

describe('other ways than to change the deny', () => {
  it('are to leave the group that it comes from, with a word on what goes with it', () => {
    const group = {
      Arn: arn('group/team'),
      GroupPolicyList: [embedded('freeze', deny('iam:ListRoles')), embedded('more', allow('s3:*'))],
    };
    const example = {
      UserDetailList: [{ ...ann(allow('iam:*')), GroupList: ['team'] }],
      GroupDetailList: [group],
    };
    const [mend] = mendsOfKind(explainIn(example, listRoles), 'leaveGroup');
    expect(mend).toMatchObject({
      text: 'Take user/ann out of group/team.',
      effect: { possible: ['allowed'] },
    });
    expect(mend?.caution).toContain("'more'");
    const directly = {
      UserDetailList: [{ ...ann(allow('iam:*')), ...attached(arn('policy/freeze')), GroupList: ['team'] }],
      GroupDetailList: [{ Arn: arn('group/team'), ...attached(arn('policy/freeze')) }],
      Policies: [managed('freeze', deny('iam:ListRoles'))],
    };
    expect(mendsOfKind(explainIn(directly, listRoles), 'leaveGroup')).toEqual([]);
  });

  it('are to act as a role that may, before any policy changes', () => {
    const role = (name: string, trusted: object, ...statements: readonly StatementExample[]) => ({
      Arn: arn(`role/${name}`),
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { AWS: arn('user/ann') },
        Action: 'sts:AssumeRole',
        ...trusted,
      }),
      RolePolicyList: [embedded('own', ...statements)],
    });
    const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
    const example = {
      UserDetailList: [ann(allow('s3:*'))],
      RoleDetailList: [
        role('auditor', mfa, allow('iam:List*')),
        role('reader', {}, allow('iam:ListRoles')),
        role('other', {}, allow('s3:*')),
      ],
    };
    const explanation = explainIn(example, listRoles);
    expect(mendsOfKind(explanation, 'useRole').map(({ text }) => text)).toEqual([
      'Do it as role/reader of 111122223333, which user/ann may assume. No policy changes.',
      'Do it as role/auditor of 111122223333, which user/ann may assume, depending on aws:MultiFactorAuthPresent. No policy changes.',
    ]);
    expect(firstMend(explanation).kind).toBe('useRole');
  });

  it('are to make the request as the Allow asks for it', () => {
    const Condition = {
      StringEquals: { 'aws:RequestedRegion': 'eu-west-1', 'ec2:InstanceType': 't3.micro' },
    };
    const example = { UserDetailList: [ann(allow('ec2:DescribeInstances', '*', { Condition }))] };
    const context = { 'aws:RequestedRegion': ['us-east-1'], 'ec2:InstanceType': ['m5.large'] };
    const mend = firstMend(
      explainIn(example, { principal: 'ann', action: 'ec2:DescribeInstances', context }),
    );
    expect(mend).toMatchObject({ kind: 'meetCondition', effect: { possible: ['allowed'] } });
    expect(mend.text).toBe(
      "Make the request in the Region eu-west-1. Make the request with ec2:InstanceType 't3.micro'. No policy changes.",
    );
  });

  it('never ask the principal to be somebody else', () => {
    const Condition = { StringNotEquals: { 'aws:username': 'bob', 'aws:PrincipalAccount': '444455556666' } };
    const example = { UserDetailList: [ann(allow('*'), deny('*', '*', { Condition }))] };
    expect(mendsOfKind(explainIn(example, listRoles), 'meetCondition')).toEqual([]);
  });
});

describe('an Allow that is missing', () => {
  it('is added for the action on the resource alone, on the side and in the account that lacks it', () => {
    const reader = 'arn:aws:iam::444455556666:role/reader';
    const question: Asked = { principal: reader, action: 's3:GetObject', resource: 'arn:aws:s3:::b/x' };
    const { mends } = explainIn(
      { RoleDetailList: [{ Arn: reader }], Buckets: [{ Name: 'b', AccountId: '111122223333' }] },
      question,
    );
    expect(
      mends.map(({ alternatives: [{ account, statements, effect }] }) => [
        account,
        statements,
        effect.possible,
      ]),
    ).toEqual([
      [
        '444455556666',
        [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/x' }],
        ['implicitDeny'],
      ],
      [
        '111122223333',
        [
          {
            Effect: 'Allow',
            Principal: { AWS: reader },
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:::b/x',
          },
        ],
        ['allowed'],
      ],
    ]);
  });

  it('can be in the role trust policy instead, where it names the principal', () => {
    const role = {
      Arn: arn('role/deploy'),
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { AWS: arn('root') },
        Action: 'sts:AssumeRole',
      }),
    };
    const { mends } = explainIn(
      { UserDetailList: [ann(allow('s3:*'))], RoleDetailList: [role] },
      { principal: 'ann', action: 'sts:AssumeRole', resource: role.Arn },
    );
    expect(mends).toHaveLength(1);
    expect(mends[0]?.alternatives.map(({ statements }) => statements)).toEqual([
      [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: role.Arn }],
      [{ Effect: 'Allow', Principal: { AWS: arn('user/ann') }, Action: 'sts:AssumeRole' }],
    ]);
  });

  it('comes before another that would take two steps', () => {
    const role = {
      Arn: arn('role/deploy'),
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { AWS: arn('user/bob') },
        Action: 'sts:AssumeRole',
      }),
    };
    const { mends } = explainIn(
      { UserDetailList: [ann(allow('s3:*'))], RoleDetailList: [role] },
      { principal: 'ann', action: 'sts:AssumeRole', resource: role.Arn },
    );
    expect(mends).toHaveLength(1);
    expect(mends[0]?.alternatives.map(({ effect }) => effect.possible)).toEqual([
      ['allowed'],
      ['implicitDeny'],
    ]);
  });

  it('of the permissions boundary raises the limit, and says for how many', () => {
    const example = {
      UserDetailList: [
        { ...ann(allow('iam:*')), ...boundedBy('limit') },
        { ...bob, ...boundedBy('limit') },
      ],
      Policies: [managed('limit', allow('s3:*'))],
    };
    const mend = firstMend(explainIn(example, listRoles));
    expect(mend).toMatchObject({
      kind: 'addAllow',
      statements: [{ Action: 'iam:ListRoles' }],
      effect: { possible: ['allowed'] },
    });
    expect(mend.caution).toContain('1 other principal');
  });

  it('of one level of SCPs belongs to that level, in the management account', () => {
    const example: AccountExample = {
      UserDetailList: [ann(allow('iam:*'))],
      Organization: {
        MasterAccountId: '999900001111',
        OrganizationalUnits: [{ Id: 'ou-1', Name: 'Sandbox' }],
        Accounts: [{ Id: '111122223333', ParentId: 'ou-1' }],
        Policies: [
          { Name: 'FullAWSAccess', TargetIds: ['r-root', '111122223333'], Content: document(allow('*')) },
          { Name: 'OnlyS3', TargetIds: ['ou-1'], Content: document(allow('s3:*')) },
        ],
      },
    };
    const mend = firstMend(explainIn(example, listRoles));
    expect(mend).toMatchObject({ account: '999900001111', effect: { possible: ['allowed'] } });
    expect(mend.text).toContain("the organizational unit 'Sandbox'");
  });

  it('to pass a role names the service that can use it', () => {
    const role = {
      Arn: arn('role/orders'),
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    };
    const mend = firstMend(
      explainIn(
        { UserDetailList: [ann(allow('s3:*'))], RoleDetailList: [role] },
        { principal: 'ann', action: 'iam:PassRole', resource: role.Arn },
      ),
    );
    expect(mend.statements).toEqual([
      {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: role.Arn,
        Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
      },
    ]);
  });

  it('is never for everybody: nobody is told to let strangers into a bucket', () => {
    const { mends } = explainIn(
      { Buckets: [{ Name: 'b' }] },
      { principal: 'anonymous', action: 's3:GetObject', resource: 'arn:aws:s3:::b/x' },
    );
    expect(mends).toEqual([]);
  });

  it('for a role of IAM Identity Center goes into its permission set', () => {
    const role = { Arn: arn('role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Dev_0123456789abcdef') };
    const mend = firstMend(
      explainIn({ RoleDetailList: [role] }, { principal: role.Arn, action: 'iam:ListRoles' }),
    );
    expect(mend.text).toContain('the permission set of IAM Identity Center');
  });
});

describe('several things in the way', () => {
  const example: AccountExample = {
    UserDetailList: [{ ...ann(allow('iam:*'), deny('iam:ListRoles')), ...boundedBy('limit') }],
    Policies: [managed('limit', allow('s3:*'))],
  };

  it('are a step each, and the effect of each is what is in the way after it', () => {
    const { mends, blockers } = explainIn(example, listRoles);
    expect(mends.map(({ blocker }) => blocker)).toEqual(blockers.map(({ text }) => text));
    expect(mends[0]?.alternatives[0].effect).toEqual({
      possible: ['implicitDeny'],
      text: `Then this is still in the way: ${blockers[1]?.text ?? ''}`,
    });
    expect(mends[1]?.alternatives[0].effect).toEqual({
      possible: ['allowed'],
      text: 'With this the request is allowed.',
    });
  });

  it('are told in the same order however the policies are', () => {
    const shuffled = {
      ...example,
      UserDetailList: [{ ...ann(deny('iam:ListRoles'), allow('iam:*')), ...boundedBy('limit') }],
    };
    expect(explainIn(shuffled, listRoles).mends.map(({ alternatives: [{ kind }] }) => kind)).toEqual([
      'narrowDeny',
      'addAllow',
    ]);
  });
});
