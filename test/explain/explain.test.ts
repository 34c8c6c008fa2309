import { describe, expect, it } from 'vitest';
import type { AccountExample } from '../support/account-example.js';
import { explainIn, type Asked } from '../support/explaining.js';
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

const MANAGEMENT = '999900001111';
const user = (name: string, ...statements: readonly StatementExample[]) => ({
  Arn: arn(`user/${name}`),
  UserPolicyList: statements.length > 0 ? [embedded('own', ...statements)] : [],
});
const trusting = (...statements: readonly StatementExample[]) => ({
  Arn: arn('role/deploy'),
  AssumeRolePolicyDocument: document(...statements),
});
const trust = (AWS: string) => ({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' });
const organization = (
  ...policies: NonNullable<Exclude<AccountExample['Organization'], 'unread' | undefined>['Policies']>
) => ({
  MasterAccountId: MANAGEMENT,
  OrganizationalUnits: [{ Id: 'ou-teams', Name: 'Teams' }],
  Accounts: [{ Id: '111122223333', Name: 'workbench', ParentId: 'ou-teams' }],
  Policies: policies,
});

describe('who may switch to a role of the same account', () => {
  const ROOT = arn('root');
  const ANN = arn('user/ann');
  const assume = allow('sts:AssumeRole', arn('role/deploy'));
  const question: Asked = { principal: 'ann', action: 'sts:AssumeRole', resource: arn('role/deploy') };

  it.each([
    ['no Allow, trust on the account', [], ROOT, 'implicitDeny'],
    ['an Allow, trust on the account', [assume], ROOT, 'allowed'],
    ['an Allow, trust on the user', [assume], ANN, 'allowed'],
    ['no Allow, trust on the user', [], ANN, 'allowed'],
    ['a Deny, trust on the user', [deny('sts:*')], ANN, 'explicitDeny'],
    ['an Allow, trust on another user', [assume], arn('user/bob'), 'implicitDeny'],
  ] as const)('%s', (_, statements, trusted, decision) => {
    const { decision: actual, possible } = explainIn(
      { UserDetailList: [user('ann', ...statements)], RoleDetailList: [trusting(trust(trusted))] },
      question,
    );
    expect([actual, possible]).toEqual([decision, [decision]]);
  });

  it('is settled by PowerUserAccess, which leaves IAM out and not STS', () => {
    const example = {
      UserDetailList: [{ Arn: ANN, ...attached(awsManaged('PowerUserAccess')) }],
      RoleDetailList: [trusting(trust(ROOT))],
    };
    expect(explainIn(example, question).decision).toBe('allowed');
  });

  it('is told with what the root in the trust policy means, and what naming the user means', () => {
    const notes = (statements: readonly StatementExample[], trusted: string) =>
      explainIn(
        { UserDetailList: [user('ann', ...statements)], RoleDetailList: [trusting(trust(trusted))] },
        question,
      ).notes.map(({ text }) => text);
    expect(notes([], ROOT).join()).toContain('the whole account and not its root user');
    expect(notes([], ANN).join()).toContain(
      'names user/ann itself, so no identity-based policy has to allow',
    );
    expect(notes([], 'AIDAQWERTYUIOPASDFGH').join()).toContain('a principal that was deleted');
  });

  it('takes both sides where the account is another one', () => {
    const role = 'arn:aws:iam::444455556666:role/deploy';
    const example = (statements: readonly StatementExample[], trusted: string): AccountExample => ({
      UserDetailList: [user('ann', ...statements)],
      RoleDetailList: [{ Arn: role, AssumeRolePolicyDocument: document(trust(trusted)) }],
    });
    const decide = (statements: readonly StatementExample[], trusted: string) =>
      explainIn(example(statements, trusted), { ...question, resource: role });
    expect(decide([allow('sts:AssumeRole', role)], ANN).decision).toBe('allowed');
    expect(decide([], ANN).blockers.map(({ policyType }) => policyType)).toEqual(['identity-based']);
    expect(
      decide([allow('sts:AssumeRole', role)], arn('user/bob')).blockers.map(({ policyType }) => policyType),
    ).toEqual(['role-trust']);
    expect(decide([], arn('user/bob')).blockers.map(({ policyType }) => policyType)).toEqual([
      'identity-based',
      'role-trust',
    ]);
  });
});

describe('what stops a request', () => {
  const ask: Asked = {
    principal: 'ann',
    action: 'ec2:StartInstances',
    resource: 'arn:aws:ec2:us-east-1:111122223333:instance/i-1',
  };
  const everywhere: AccountExample = {
    UserDetailList: [{ ...user('ann', deny('ec2:*')), ...boundedBy('limit'), GroupList: ['team'] }],
    GroupDetailList: [{ Arn: arn('group/team'), GroupPolicyList: [embedded('freeze', deny('ec2:Start*'))] }],
    Policies: [managed('limit', allow('s3:*'))],
    Organization: organization(
      { Name: 'NoStarts', TargetIds: ['ou-teams'], Content: document(deny('ec2:StartInstances')) },
      { Name: 'OnlyS3', TargetIds: ['111122223333'], Content: document(allow('s3:*')) },
      { Name: 'FullAWSAccess', TargetIds: ['r-root', 'ou-teams'], Content: document(allow('*')) },
    ),
  };

  it('is all of it, the denies first, each found after the ones before it are away', () => {
    const { blockers, decision } = explainIn(everywhere, ask);
    expect(decision).toBe('explicitDeny');
    expect(
      blockers.map(({ policyType, decision: kind, statement }) => [policyType, kind, statement?.policy]),
    ).toEqual([
      ['service-control', 'explicitDeny', 'NoStarts'],
      ['identity-based', 'explicitDeny', 'own'],
      ['identity-based', 'explicitDeny', 'freeze'],
      ['service-control', 'implicitDeny', undefined],
      ['identity-based', 'implicitDeny', undefined],
      ['permissions-boundary', 'implicitDeny', undefined],
    ]);
    expect(blockers.every(({ certain }) => certain)).toBe(true);
    expect(blockers[3]?.text).toContain("the account 'workbench'");
  });

  it('comes with the place of the statement and the way by which it reaches the principal', () => {
    const { layers } = explainIn(everywhere, ask);
    const identity = layers.find(({ policyType }) => policyType === 'identity-based');
    expect(identity?.statements.map(({ policy, via }) => [policy, via])).toEqual([
      ['own', [arn('user/ann')]],
      ['freeze', [arn('user/ann'), arn('group/team')]],
    ]);
    expect(identity?.statements[1]?.locations[0].excerpt.join()).toContain('"Action": "ec2:Start*"');
    expect(identity?.statements[1]?.origin).toContain('group/team (user/ann is a member)');
  });

  it('is nothing for the management account, as far as SCPs go', () => {
    const root = `arn:aws:iam::${MANAGEMENT}:role/ops`;
    const example = {
      RoleDetailList: [{ Arn: root, RolePolicyList: [embedded('all', allow('*'))] }],
      Organization: organization({ Name: 'Nothing', TargetIds: ['r-root'], Content: document(deny('*')) }),
    };
    const { decision, layers } = explainIn(example, {
      ...ask,
      principal: root,
      resource: `arn:aws:ec2:us-east-1:${MANAGEMENT}:instance/i-1`,
    });
    expect(decision).toBe('allowed');
    expect(
      layers.filter(({ policyType }) => policyType === 'service-control').map(({ reason }) => reason),
    ).toContain('exemptManagementAccount');
  });

  it('names the Allow that comes closest', () => {
    const example = {
      UserDetailList: [user('ann', allow('s3:GetObject', 'arn:aws:s3:::b/reports/*'))],
      Buckets: [{ Name: 'b' }],
    };
    const { answer, layers } = explainIn(example, {
      principal: 'ann',
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::b/x',
    });
    expect(answer).toContain("Statement 1 of 'own' comes close: it allows it on arn:aws:s3:::b/reports/*.");
    expect(layers.find(({ policyType }) => policyType === 'identity-based')?.statements[0]?.reason).toBe(
      'resourceNotMatched',
    );
  });

  it('says of a deny that spares the request why it does', () => {
    const example = {
      UserDetailList: [
        user(
          'ann',
          allow('s3:*'),
          deny('s3:*', '*', { Condition: { StringNotEquals: { 'aws:username': 'ann' } } }),
        ),
      ],
      Buckets: [{ Name: 'b' }],
    };
    const { layers } = explainIn(example, {
      principal: 'ann',
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::b/x',
    });
    expect(layers.find(({ policyType }) => policyType === 'identity-based')?.text).toContain(
      'spares it: it asks for aws:username StringNotEquals ann, and the request has ann.',
    );
  });
});

describe('what the decision depends on', () => {
  const ask: Asked = { principal: 'ann', action: 's3:GetObject', resource: 'arn:aws:s3:::b/x' };
  const withBucket = (statement: StatementExample): AccountExample => ({
    UserDetailList: [user('ann', allow('s3:*'))],
    Buckets: [{ Name: 'b', Policy: document({ ...statement, Principal: '*' }) }],
  });

  it('is what each value of an unknown key leads to', () => {
    const example = withBucket(
      deny('s3:*', 'arn:aws:s3:::b/*', { Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }),
    );
    const { dependencies, possible, answer } = explainIn(example, ask);
    expect(possible).toEqual(['explicitDeny', 'allowed']);
    expect(dependencies.map(({ key, outcomes }) => [key, outcomes])).toEqual([
      [
        'aws:SourceIp',
        [
          { value: '203.0.113.0', when: 'value', possible: ['allowed'] },
          { when: 'otherValue', possible: ['explicitDeny'] },
          { when: 'absent', possible: ['explicitDeny'] },
        ],
      ],
    ]);
    expect(answer).toContain(
      "where aws:SourceIp is '203.0.113.0', and may not where it is anything else or not in the request",
    );
  });

  it('is nothing any more once the key is given, or is said to be absent', () => {
    const example = withBucket(
      deny('s3:*', 'arn:aws:s3:::b/*', { Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
    );
    const decide = (values: readonly string[]) =>
      explainIn(example, { ...ask, context: { 'aws:SourceVpce': values } });
    expect(decide(['vpce-1'])).toMatchObject({ possible: ['allowed'], dependencies: [] });
    expect(decide([])).toMatchObject({ possible: ['explicitDeny'], dependencies: [] });
  });

  it('takes a request to be encrypted, and says so where that matters', () => {
    const tls = withBucket(
      deny('s3:*', 'arn:aws:s3:::b/*', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
    expect(explainIn(tls, ask)).toMatchObject({
      possible: ['allowed'],
      dependencies: [{ kind: 'presumed', key: 'aws:SecureTransport' }],
    });
    expect(explainIn(tls, { ...ask, context: { 'aws:SecureTransport': ['false'] } }).decision).toBe(
      'explicitDeny',
    );
    expect(explainIn(withBucket(allow('s3:*', 'arn:aws:s3:::b/*')), ask).dependencies).toEqual([]);
  });

  it('is the organization where that was not read', () => {
    const { answer, possible, dependencies } = explainIn(
      { ...withBucket(allow('s3:*', 'arn:aws:s3:::b/*')), Organization: 'unread' },
      ask,
    );
    expect(possible).toEqual(['explicitDeny', 'implicitDeny', 'allowed']);
    expect(dependencies.map(({ key }) => key)).toEqual(['resource-control', 'service-control']);
    expect(answer).toMatch(/^As far as the policies that were read go, user\/ann may perform s3:GetObject/);
    expect(answer).toContain('The organization was not read');
  });

  it('leaves the principal open whose account was not read', () => {
    const stranger = 'arn:aws:iam::555566667777:role/reader';
    const example = withBucket(allow('s3:GetObject', 'arn:aws:s3:::b/*'));
    const { possible, answer } = explainIn(example, { ...ask, principal: stranger });
    expect(possible).toContain('allowed');
    expect(possible).toContain('implicitDeny');
    expect(answer).toContain('555566667777 is not in the snapshot');
  });

  it('is the policy of a queue, which nobody reads', () => {
    const queue = 'arn:aws:sqs:us-east-1:111122223333:jobs';
    const decide = (...statements: readonly StatementExample[]) =>
      explainIn(
        { UserDetailList: [user('ann', ...statements)] },
        { principal: 'ann', action: 'sqs:SendMessage', resource: queue },
      );
    expect(decide(allow('sqs:*')).answer).toContain(`may perform sqs:SendMessage on ${queue}`);
    const denied = decide(allow('s3:*'));
    expect(denied.answer).toContain(`may not perform sqs:SendMessage on ${queue}`);
    expect(denied.blockers).toMatchObject([{ policyType: 'identity-based', certain: false }]);
  });
});

describe('buckets and objects', () => {
  const OTHER = '444455556666';
  const reader = `arn:aws:iam::${OTHER}:role/reader`;
  const read = allow('s3:GetObject', 'arn:aws:s3:::b/*');
  const example = (bucket: Partial<NonNullable<AccountExample['Buckets']>[number]>): AccountExample => ({
    UserDetailList: [user('ann', allow('s3:*'))],
    RoleDetailList: [{ Arn: reader, RolePolicyList: [embedded('read', read)] }],
    Buckets: [{ Name: 'b', AccountId: '111122223333', ...bucket }],
  });
  const ask: Asked = { principal: reader, action: 's3:GetObject', resource: 'arn:aws:s3:::b/x' };
  const lettingIn = (AWS: string) => document({ ...read, Principal: { AWS } });

  it('need both sides across accounts', () => {
    expect(explainIn(example({ Policy: lettingIn(reader) }), ask).decision).toBe('allowed');
    expect(explainIn(example({ Policy: lettingIn(`arn:aws:iam::${OTHER}:root`) }), ask).decision).toBe(
      'allowed',
    );
    expect(explainIn(example({ Policy: null }), ask).blockers.map(({ policyType }) => policyType)).toEqual([
      'resource-based',
    ]);
    const silent = { ...example({ Policy: lettingIn(reader) }), RoleDetailList: [{ Arn: reader }] };
    expect(explainIn(silent, ask).blockers.map(({ policyType }) => policyType)).toEqual(['identity-based']);
  });

  it('tell whose the object is where access control lists are on', () => {
    const { dependencies, notes } = explainIn(
      example({ Policy: lettingIn(reader), ObjectOwnership: 'ObjectWriter' }),
      ask,
    );
    expect(dependencies.map(({ kind }) => kind)).toEqual(['objectOwner']);
    expect(notes.find(({ topic }) => topic === 'ownership')?.text).toContain('ObjectWriter');
    expect(
      explainIn(example({ Policy: lettingIn(reader), ObjectOwnership: 'BucketOwnerPreferred' }), ask)
        .notes.map(({ text }) => text)
        .join(),
    ).toContain('bucket-owner-full-control');
    expect(
      explainIn(example({ Policy: lettingIn(reader), ObjectOwnership: 'BucketOwnerEnforced' }), ask)
        .dependencies,
    ).toEqual([]);
  });

  it('do not let the owner of the bucket into an object that another account wrote', () => {
    const own: Asked = {
      principal: 'ann',
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::b/x',
      resourceAccount: OTHER,
    };
    const { decision, notes } = explainIn(
      example({ Policy: lettingIn(arn('user/ann')), ObjectOwnership: 'ObjectWriter' }),
      own,
    );
    expect(decision).toBe('implicitDeny');
    expect(notes.find(({ topic }) => topic === 'ownership')?.text).toContain('no Allow of the bucket policy');
    expect(
      explainIn(example({ Policy: null, ObjectOwnership: 'BucketOwnerEnforced' }), {
        ...own,
        resourceAccount: '111122223333',
      }).decision,
    ).toBe('allowed');
  });

  it('are closed to other accounts by one public statement and RestrictPublicBuckets', () => {
    const block = {
      BlockPublicAcls: false,
      IgnorePublicAcls: false,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: true,
    };
    const Policy = document(
      { ...read, Principal: { AWS: reader } },
      { ...read, Sid: 'Everybody', Principal: '*' },
    );
    const open = example({ Policy, PolicyStatus: { IsPublic: true } });
    expect(explainIn(open, ask).decision).toBe('allowed');
    const closed = explainIn(
      example({ Policy, PolicyStatus: { IsPublic: true }, PublicAccessBlock: block }),
      ask,
    );
    expect(closed).toMatchObject({ decision: 'explicitDeny', mends: [] });
    expect(closed.answer).toContain('S3 Block Public Access denies it');
    expect(closed.notes.map(({ text }) => text).join()).toContain("'Everybody'");
    expect(
      explainIn(
        {
          ...open,
          Accounts: [{ AccountId: '111122223333', PublicAccessBlock: block }, { AccountId: OTHER }],
        },
        ask,
      ).decision,
    ).toBe('explicitDeny');
    const own = { ...ask, principal: 'ann' };
    expect(
      explainIn(example({ Policy, PolicyStatus: { IsPublic: true }, PublicAccessBlock: block }), own)
        .decision,
    ).toBe('allowed');
  });

  it('have access control lists besides policies', () => {
    const Acl = {
      OwnerId: 'own',
      Grants: [
        { Grantee: { Type: 'CanonicalUser', ID: 'own' }, Permission: 'FULL_CONTROL' },
        {
          Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
          Permission: 'READ',
        },
      ],
    };
    const notes = (more: object) =>
      explainIn(example({ Policy: null, ObjectOwnership: 'ObjectWriter', Acl, ...more }), {
        ...ask,
        action: 's3:ListBucket',
        resource: 'arn:aws:s3:::b',
      })
        .notes.filter(({ topic }) => topic === 'acl')
        .map(({ text }) => text);
    expect(notes({}).join()).toContain('READ to everybody');
    expect(
      notes({
        PublicAccessBlock: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: true,
          RestrictPublicBuckets: true,
        },
      }),
    ).toEqual([]);
    expect(notes({ ObjectOwnership: 'BucketOwnerEnforced' })).toEqual([]);
  });

  it('answer 403 for a missing object to whoever may not list them', () => {
    const topics = (principal: string) =>
      explainIn(example({ Policy: lettingIn(reader) }), { ...ask, principal }).notes.map(
        ({ topic }) => topic,
      );
    expect(topics(reader)).toContain('list-bucket');
    expect(topics('ann')).not.toContain('list-bucket');
  });
});

describe('what an operation needs besides', () => {
  const lambdaRole = {
    Arn: arn('role/orders'),
    AssumeRolePolicyDocument: document({
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
  };
  const ask: Asked = {
    principal: 'ann',
    action: 'lambda:CreateFunction',
    resource: 'arn:aws:lambda:us-east-1:111122223333:function:orders',
  };

  it('is asked about the roles that the service could use', () => {
    const { related } = explainIn(
      {
        UserDetailList: [user('ann', allow('lambda:*'))],
        RoleDetailList: [lambdaRole, trusting(trust(arn('root')))],
      },
      ask,
    );
    expect(related.filter(({ action }) => action === 'iam:PassRole')).toMatchObject([
      { relation: 'dependent', resource: arn('role/orders'), possible: ['implicitDeny'] },
    ]);
  });

  it('is said to fail where somebody denies it, though the action itself is allowed', () => {
    const { answer, mends } = explainIn(
      { UserDetailList: [user('ann', allow('*'), deny('iam:PassRole'))], RoleDetailList: [lambdaRole] },
      ask,
    );
    expect(answer).toContain('user/ann may perform lambda:CreateFunction');
    expect(answer).toContain('iam:PassRole is denied');
    expect(mends[0]?.alternatives[0]).toMatchObject({
      kind: 'narrowDeny',
      effect: { possible: ['allowed'] },
    });
  });

  it('is a request for each type of resource that the operation touches', () => {
    const instance = 'arn:aws:ec2:us-east-1:111122223333:instance/*';
    const { related, answer } = explainIn(
      {
        UserDetailList: [
          user('ann', allow('ec2:RunInstances', [instance, 'arn:aws:ec2:us-east-1::image/ami-1'])),
        ],
      },
      { principal: 'ann', action: 'ec2:RunInstances', resource: instance },
    );
    const requests = related.filter(({ relation }) => relation === 'resource');
    expect(requests.find(({ resource }) => resource.includes('image'))).toMatchObject({
      resource: 'arn:aws:ec2:us-east-1::image/ami-1',
      possible: ['allowed'],
    });
    expect(requests.find(({ resource }) => resource.includes('subnet'))?.possible).toEqual(['implicitDeny']);
    expect(answer).toContain('ec2:RunInstances is denied');
  });

  it('tells that a console page calls an action, and for what', () => {
    const { notes } = explainIn(
      { UserDetailList: [user('ann', allow('rds:*'), deny('iam:*'))] },
      { principal: 'ann', action: 'iam:ListRoles' },
    );
    expect(notes.find(({ topic }) => topic === 'console')?.text).toContain('rds:CreateDBInstance');
  });

  it('is nothing for services, which pass no roles', () => {
    expect(
      explainIn(
        { RoleDetailList: [lambdaRole] },
        { principal: 'lambda.amazonaws.com', action: 'ec2:RunInstances', resource: '*' },
      ).related,
    ).toEqual([]);
  });

  it('says which services can use a role that is passed', () => {
    const note = (context: Asked['context']) =>
      explainIn(
        { UserDetailList: [user('ann', allow('*'))], RoleDetailList: [lambdaRole] },
        {
          principal: 'ann',
          action: 'iam:PassRole',
          resource: arn('role/orders'),
          ...(context && { context }),
        },
      )
        .notes.map(({ text }) => text)
        .join();
    expect(note(undefined)).toContain('trusts lambda.amazonaws.com');
    expect(note({ 'iam:PassedToService': ['ec2.amazonaws.com'] })).toContain(
      'ec2.amazonaws.com could not use role/orders',
    );
  });
});
