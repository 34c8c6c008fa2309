import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/model/index.js';
import type { AccountExample } from '../../support/account-example.js';
import { lines, whoCanIn } from '../../support/access.js';
import {
  allow,
  arn,
  attached,
  boundedBy,
  deny,
  document,
  embedded,
  managed,
  type StatementExample,
} from '../../support/identities.js';

const OBJECT = 'arn:aws:s3:::data/a';
const ifMFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const trusts = (Principal: JsonValue, more: StatementExample = {}) =>
  document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more });
const readers = (Principal: JsonValue, more: StatementExample = {}) =>
  document({ ...allow('s3:GetObject', 'arn:aws:s3:::data/*', more), Principal });
const bucket = (Policy?: ReturnType<typeof document>, AccountId?: string) => ({
  Name: 'data',
  ObjectOwnership: 'BucketOwnerEnforced',
  ...(Policy && { Policy }),
  ...(AccountId !== undefined && { AccountId }),
});

function own(example: AccountExample, resource = OBJECT): readonly string[] {
  const [answer] = whoCanIn(example, 's3:GetObject', resource).answers;
  return answer ? lines(answer.principals) : [];
}

function outside(example: AccountExample, resource = OBJECT): readonly string[] {
  const [answer] = whoCanIn(example, 's3:GetObject', resource).answers;
  return answer ? lines(answer.outsiders) : [];
}

describe('who can, by policies of their own', () => {
  it('are those to whom a policy allows it, directly or by a group, and the root user', () => {
    const example: AccountExample = {
      UserDetailList: [
        { Arn: arn('user/ann'), UserPolicyList: [embedded('own', allow('s3:GetObject', OBJECT))] },
        { Arn: arn('user/bob'), GroupList: ['team'] },
        { Arn: arn('user/eve'), UserPolicyList: [embedded('own', allow('s3:PutObject', OBJECT))] },
      ],
      GroupDetailList: [{ Arn: arn('group/team'), GroupPolicyList: [embedded('shared', allow('s3:*'))] }],
      Buckets: [bucket()],
    };
    expect(own(example)).toEqual([
      'certain root rootUser',
      'certain user/ann identity',
      'certain user/bob identity',
    ]);
    const { statements } = whoCanIn(example, 's3:GetObject', OBJECT).answers[0]?.principals.certain.at(-1)
      ?.ways[0] ?? { statements: [] };
    expect(statements).toMatchObject([
      {
        policyType: 'identity-based',
        policy: 'shared',
        attachedTo: arn('group/team'),
        index: 0,
        effect: 'Allow',
      },
    ]);
    expect(statements[0]?.location.source).toBe('example.json');
  });

  it('are not those to whom a Deny, a permissions boundary or a service control policy does not leave it', () => {
    const example: AccountExample = {
      UserDetailList: [
        {
          Arn: arn('user/denied'),
          UserPolicyList: [embedded('own', allow('s3:*'), deny('s3:GetObject', 'arn:aws:s3:::data/*'))],
        },
        {
          Arn: arn('user/bounded'),
          UserPolicyList: [embedded('own', allow('s3:*'))],
          ...boundedBy('limit'),
        },
      ],
      Policies: [managed('limit', allow('ec2:*'))],
      Buckets: [bucket()],
    };
    expect(own(example)).toEqual(['certain root rootUser']);
    const organization = {
      MasterAccountId: '999900001111',
      Accounts: ['111122223333'],
      Policies: [{ Name: 'NoS3', TargetIds: ['111122223333'], Content: document(deny('s3:*')) }],
    };
    expect(own({ ...example, Organization: organization })).toEqual([]);
  });

  it('can under conditions where a request may or may not fulfil them, and these are named', () => {
    const { answers } = whoCanIn(
      {
        UserDetailList: [
          { Arn: arn('user/ann'), UserPolicyList: [embedded('own', allow('s3:*', '*', ifMFA))] },
          {
            Arn: arn('user/bob'),
            UserPolicyList: [
              embedded('own', allow('s3:*')),
              embedded(
                'mfa',
                deny('*', '*', { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }),
              ),
            ],
          },
        ],
        Buckets: [bucket()],
      },
      's3:GetObject',
      OBJECT,
    );
    const conditional = answers[0]?.principals.conditional ?? [];
    expect(conditional.map(({ ways: [way] }) => way.conditions)).toMatchObject([
      [
        {
          statement: { effect: 'Allow' },
          operator: 'Bool',
          key: 'aws:MultiFactorAuthPresent',
          values: ['true'],
        },
      ],
      [{ statement: { effect: 'Deny', policy: 'mfa' }, operator: 'BoolIfExists', values: ['false'] }],
    ]);
  });

  it('are undecided where something that decides was not read', () => {
    const example: AccountExample = {
      UserDetailList: [
        { Arn: arn('user/ann'), ...attached(arn('policy/gone')) },
        { Arn: arn('user/bob'), UserPolicyList: [embedded('own', allow('s3:*'))] },
      ],
      Organization: 'unread',
      Buckets: [bucket()],
    };
    expect(own(example)).toEqual([
      'undecided root rootUser',
      'undecided user/ann identity',
      'undecided user/bob identity',
    ]);
    const [answer] = whoCanIn(example, 's3:GetObject', OBJECT).answers;
    expect(answer?.unread).toContainEqual({ policyType: 'service-control', of: '111122223333' });
    expect(answer?.principals.undecided.map(({ ways: [way] }) => way.unread)).toContainEqual(
      expect.arrayContaining(['identity-based']),
    );
  });
});

describe('who can, by the policy of a bucket', () => {
  const users = [{ Arn: arn('user/ann') }, { Arn: arn('user/bob') }];

  it('are those whom it names', () => {
    expect(own({ UserDetailList: users, Buckets: [bucket(readers({ AWS: arn('user/ann') }))] })).toEqual([
      'certain root rootUser',
      'certain user/ann resource',
    ]);
  });

  it('need policies of their own too in another account', () => {
    const reading = { UserPolicyList: [embedded('own', allow('s3:GetObject'))] };
    const example: AccountExample = {
      UserDetailList: [{ Arn: arn('user/ann'), ...reading }, { Arn: arn('user/bob') }],
      Buckets: [bucket(readers({ AWS: '111122223333' }), '444455556666')],
    };
    expect(own(example)).toEqual([
      'certain root identityAndResource',
      'certain user/ann identityAndResource',
      'certain root rootUser',
    ]);
  });

  it('are accounts, services and everybody else whom it lets in from outside', () => {
    const far = {
      AWS: ['999999999999', 'arn:aws:iam::888888888888:role/far'],
      Service: 'logs.amazonaws.com',
    };
    expect(outside({ Buckets: [bucket(readers(far))] })).toEqual([
      'certain 999999999999 resource',
      'certain role/far resource',
      'certain logs.amazonaws.com resource',
    ]);
    expect(outside({ Buckets: [bucket(readers('*'))] })).toEqual(['certain anonymous resource']);
    const inOrganization = { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } };
    expect(outside({ Buckets: [bucket(readers('*', inOrganization))] })).toEqual(['conditional * resource']);
  });

  it('are those whose session, unique id or everybody but others it names', () => {
    const ann = { Arn: arn('user/ann'), UserId: 'AIDAANNXXXXXXXXXXXXXX' };
    const example = (Principal: JsonValue): AccountExample => ({
      UserDetailList: [ann],
      RoleDetailList: [{ Arn: arn('role/app'), AssumeRolePolicyDocument: document() }],
      Buckets: [bucket(readers(Principal))],
    });
    expect(own(example({ AWS: ann.UserId }))).toContain('certain user/ann resource');
    expect(own(example({ AWS: 'arn:aws:sts::111122223333:assumed-role/app/one' }))).toContain(
      'conditional role/app resource',
    );
    const allButOne = {
      ...allow('s3:GetObject', 'arn:aws:s3:::data/*'),
      NotPrincipal: { AWS: ['111122223333', arn('user/ann')] },
    };
    expect(outside({ UserDetailList: [ann], Buckets: [bucket(document(allButOne))] })).toEqual([
      'certain anonymous resource',
    ]);
  });

  it('are federated users, providers and canonical users whom it names', () => {
    const saml = 'arn:aws:iam::111122223333:saml-provider/idp';
    const guest = 'arn:aws:sts::111122223333:federated-user/guest';
    const gone = { AWS: 'AIDAGONEXXXXXXXXXXXXX' };
    expect(outside({ Buckets: [bucket(readers({ Federated: saml }))] })).toEqual([
      'certain saml-provider/idp resource',
    ]);
    expect(outside({ Buckets: [bucket(readers({ AWS: guest }))] })).toEqual([
      'certain federated-user/guest resource',
    ]);
    expect(outside({ Buckets: [bucket(readers({ CanonicalUser: '79a59df900b949e5' }))] })).toEqual([
      'undecided 79a59df900b949e5 resource',
    ]);
    expect(outside({ Buckets: [bucket(readers(gone))] })).toEqual([]);
  });

  it('are nobody from outside where RestrictPublicBuckets keeps them out', () => {
    const closed = {
      ...bucket(readers('*')),
      PolicyStatus: { IsPublic: true },
      PublicAccessBlock: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    };
    expect(outside({ Buckets: [closed] })).toEqual([]);
  });
});

describe('who can, by a role', () => {
  const reader = { RolePolicyList: [embedded('own', allow('s3:GetObject', 'arn:aws:s3:::data/*'))] };

  it('are those who can assume it, one role after the other', () => {
    const example: AccountExample = {
      UserDetailList: [{ Arn: arn('user/ann') }, { Arn: arn('user/bob') }],
      RoleDetailList: [
        { Arn: arn('role/reader'), ...reader, AssumeRolePolicyDocument: trusts({ AWS: arn('role/middle') }) },
        { Arn: arn('role/middle'), AssumeRolePolicyDocument: trusts({ AWS: arn('user/ann') }) },
      ],
      Buckets: [bucket()],
    };
    expect(own(example)).toEqual([
      'certain role/middle role role/reader',
      'certain role/reader identity',
      'certain root rootUser',
      'certain user/ann role role/middle role/reader',
    ]);
  });

  it('are not those to whom the trust leaves it and their own policies do not', () => {
    const root = trusts({ AWS: '111122223333' });
    const example: AccountExample = {
      UserDetailList: [
        {
          Arn: arn('user/ann'),
          UserPolicyList: [embedded('own', allow('sts:AssumeRole', arn('role/reader')))],
        },
        { Arn: arn('user/bob') },
      ],
      RoleDetailList: [{ Arn: arn('role/reader'), ...reader, AssumeRolePolicyDocument: root }],
      Buckets: [bucket()],
    };
    expect(own(example)).toEqual([
      'certain role/reader identity',
      'certain root rootUser',
      'certain user/ann role role/reader',
    ]);
  });

  it('carry the conditions of the way, and prefer a way without', () => {
    const example: AccountExample = {
      UserDetailList: [{ Arn: arn('user/ann') }, { Arn: arn('user/bob') }],
      RoleDetailList: [
        {
          Arn: arn('role/guarded'),
          ...reader,
          AssumeRolePolicyDocument: trusts({ AWS: [arn('user/ann'), arn('user/bob')] }, ifMFA),
        },
        { Arn: arn('role/open'), ...reader, AssumeRolePolicyDocument: trusts({ AWS: arn('user/ann') }) },
      ],
      Buckets: [bucket()],
    };
    expect(own(example)).toEqual([
      'certain role/guarded identity',
      'certain role/open identity',
      'certain root rootUser',
      'certain user/ann role role/open',
      'conditional user/bob role role/guarded',
    ]);
  });

  it('are services, identity providers and strangers whom its trust lets in', () => {
    const provider = 'arn:aws:iam::111122223333:oidc-provider/token.example.com';
    const web = {
      Effect: 'Allow',
      Principal: { Federated: provider },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { 'token.example.com:aud': 'x' } },
    };
    const example: AccountExample = {
      RoleDetailList: [
        { Arn: arn('role/a'), ...reader, AssumeRolePolicyDocument: trusts({ Service: 'ec2.amazonaws.com' }) },
        { Arn: arn('role/b'), ...reader, AssumeRolePolicyDocument: document(web) },
        { Arn: arn('role/c'), ...reader, AssumeRolePolicyDocument: trusts('*') },
      ],
      Buckets: [bucket()],
    };
    expect(outside(example)).toEqual([
      'certain * role role/c',
      'certain ec2.amazonaws.com role role/a',
      'conditional oidc-provider/token.example.com role role/b',
    ]);
  });

  it('are not service-linked roles, whose credentials only the service has', () => {
    const example: AccountExample = {
      RoleDetailList: [
        { Arn: arn('role/reader'), ...reader, AssumeRolePolicyDocument: trusts('*') },
        {
          Arn: arn('role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX'),
          AssumeRolePolicyDocument: trusts({ Service: 'x.amazonaws.com' }),
        },
      ],
      Buckets: [bucket()],
    };
    expect(own(example)).toEqual(['certain role/reader identity', 'certain root rootUser']);
  });
});

describe('a resource with wildcards', () => {
  it('means something that matches: the answer says what', () => {
    const example: AccountExample = {
      UserDetailList: [
        {
          Arn: arn('user/all'),
          UserPolicyList: [embedded('own', allow('s3:GetObject', 'arn:aws:s3:::data/*'))],
        },
        {
          Arn: arn('user/home'),
          UserPolicyList: [embedded('own', allow('s3:GetObject', 'arn:aws:s3:::data/${aws:username}/*'))],
        },
        {
          Arn: arn('user/other'),
          UserPolicyList: [embedded('own', allow('s3:GetObject', 'arn:aws:s3:::other/*'))],
        },
        {
          Arn: arn('user/spared'),
          UserPolicyList: [
            embedded('own', allow('s3:*'), {
              Effect: 'Deny',
              Action: 's3:*',
              NotResource: 'arn:aws:s3:::data/x/*',
            }),
          ],
        },
      ],
      Buckets: [bucket()],
    };
    expect(own(example, 'arn:aws:s3:::data/*')).toEqual([
      'certain root rootUser',
      'certain user/all identity',
      'certain user/home identity on arn:aws:s3:::data/home/*',
      'certain user/spared identity on arn:aws:s3:::data/x/*',
    ]);
  });
});

describe('a resource with a wildcard for one character', () => {
  it('means something that matches too', () => {
    const example: AccountExample = {
      UserDetailList: [
        { Arn: arn('user/ann'), UserPolicyList: [embedded('own', allow('s3:GetObject', OBJECT))] },
      ],
      Buckets: [bucket()],
    };
    expect(own(example, 'arn:aws:s3:::data/?')).toEqual([
      'certain root rootUser',
      `certain user/ann identity on ${OBJECT}`,
    ]);
  });
});

describe('the question', () => {
  const example: AccountExample = {
    UserDetailList: [
      { Arn: arn('user/ann'), UserPolicyList: [embedded('own', allow('s3:ListAllMyBuckets'))] },
    ],
  };

  it('needs no resource for an action that takes none, and each principal asks in its own account', () => {
    const [answer] = whoCanIn(example, 's3:ListAllMyBuckets').answers;
    expect(answer && lines(answer.principals)).toEqual([
      'certain root rootUser',
      'certain user/ann identity',
    ]);
    expect(answer?.resourceAccount).toBeUndefined();
  });

  it('has an answer for each of its actions, and a word on one that AWS does not have', () => {
    const { answers } = whoCanIn(example, ['s3:ListAllMyBuckets', 's3:GetObjct'], '*');
    expect(answers.map(({ action, remarks }) => [action, remarks.join()])).toEqual([
      ['s3:ListAllMyBuckets', ''],
      ['s3:GetObjct', expect.stringContaining('Did you mean s3:GetObject?')],
    ]);
  });

  it.each([
    ['s3:GetObject', undefined, 'Give it with --on'],
    ['s3:GetObject', 'data', 'Write it like'],
    ['s3:*', '*', 'Ask for one action'],
  ])('%s on %s is none', (action, resource, hint) => {
    let thrown: unknown;
    try {
      whoCanIn(example, action, resource);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toHaveProperty('hint', expect.stringContaining(hint));
  });
});
