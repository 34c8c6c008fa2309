import { describe, expect, it } from 'vitest';
import { parseRequester } from '../../src/evaluator/index.js';
import { PolicyGraph, policiesFor } from '../../src/graph/index.js';
import type { Request } from '../../src/model/index.js';
import type { AccountExample } from '../support/account-example.js';
import { allow, arn, deny, document } from '../support/identities.js';
import { inventory } from '../support/rules.js';

const trust = document({
  Effect: 'Allow',
  Principal: { Service: 'ec2.amazonaws.com' },
  Action: 'sts:AssumeRole',
});
const bucketPolicy = document(
  { ...allow('s3:GetObject', 'arn:aws:s3:::logs/*'), Sid: 'Readers', Principal: '*' },
  { ...deny('s3:DeleteObject', 'arn:aws:s3:::logs/*'), Sid: 'Keep', Principal: '*' },
);
const example: AccountExample = {
  UserDetailList: [
    {
      Arn: arn('user/ann'),
      Tags: [{ Key: 'team', Value: 'blue' }],
      UserPolicyList: [
        {
          PolicyName: 'own',
          PolicyDocument: document(
            allow('s3:*', '*', { Condition: { StringEquals: { 'aws:PrincipalTag/cost': 'x' } } }),
          ),
        },
      ],
    },
  ],
  RoleDetailList: [
    { Arn: arn('role/app/web'), AssumeRolePolicyDocument: trust },
    { Arn: arn('role/unread') },
  ],
  Buckets: [
    { Name: 'logs', AccountId: '444455556666', Policy: bucketPolicy, ObjectOwnership: 'ObjectWriter' },
    { Name: 'plain' },
  ],
  Organization: {
    MasterAccountId: '999900001111',
    OrganizationalUnits: [{ Id: 'ou-security' }],
    Accounts: ['111122223333', { Id: '444455556666', ParentId: 'ou-security' }],
    Policies: [
      {
        Name: 'Perimeter',
        Type: 'RESOURCE_CONTROL_POLICY',
        TargetIds: ['ou-security'],
        Content: document({ ...deny('s3:*'), Principal: '*' }),
      },
    ],
  },
};

function bearingOn(
  principal: string,
  action: string,
  resource: string,
  { changes = {}, ...more }: Partial<Request> & { readonly changes?: Partial<AccountExample> } = {},
) {
  const requester = parseRequester(principal);
  if (requester === undefined) throw new Error(`'${principal}' is no principal`);
  const graph = new PolicyGraph(inventory({ ...example, ...changes }));
  return policiesFor(graph, { principal: requester, action, resource, context: {}, ...more });
}

describe('the policies that bear on a request', () => {
  it('hold the bucket policy, whose bucket tells the account of the object', () => {
    const { policies, resourceAccount, request } = bearingOn(
      arn('user/ann'),
      's3:GetObject',
      'arn:aws:s3:::logs/a',
    );
    expect(policies.resource?.owner).toBe('arn:aws:s3:::logs');
    expect(policies.resource?.statements).toHaveLength(2);
    expect([resourceAccount, request.resourceAccount]).toEqual(['444455556666', '444455556666']);
  });

  it('hold of the bucket policy only what it denies where another account wrote the object', () => {
    const { policies, resourceAccount } = bearingOn(arn('user/ann'), 's3:GetObject', 'arn:aws:s3:::logs/a', {
      resourceAccount: '111122223333',
    });
    expect(policies.resource?.statements.map(({ sid }) => sid?.value)).toEqual(['Keep']);
    expect(resourceAccount).toBe('111122223333');
  });

  it('hold the resource control policies of the account of the resource, and the SCPs of that of the principal', () => {
    const { resourceControl, serviceControl } = bearingOn(
      arn('user/ann'),
      's3:GetObject',
      'arn:aws:s3:::logs/a',
    );
    expect(
      resourceControl.map(({ target, documents }) => [target, documents.map(({ name }) => name)]),
    ).toEqual([
      ['r-root', ['RCPFullAWSAccess']],
      ['ou-security', ['RCPFullAWSAccess', 'Perimeter']],
      ['444455556666', ['RCPFullAWSAccess']],
    ]);
    expect(serviceControl.map(({ target }) => target)).toEqual(['r-root', '111122223333']);
  });

  it('hold no resource control policy for a service that they do not bind', () => {
    expect(bearingOn(arn('user/ann'), 'ec2:RunInstances', '*').resourceControl).toEqual([]);
  });

  it('hold the role trust policy where a role is assumed, and not where it is passed', () => {
    const role = arn('role/app/web');
    expect(bearingOn(arn('user/ann'), 'sts:AssumeRole', role).policies.resource?.type).toBe('role-trust');
    expect(bearingOn(arn('user/ann'), 'iam:PassRole', role).policies.resource).toBeUndefined();
  });

  it('hold no bucket policy for an action without a resource, which is about the caller’s own account', () => {
    const { policies, resourceAccount } = bearingOn(
      arn('user/ann'),
      's3:ListAllMyBuckets',
      'arn:aws:s3:::logs',
    );
    expect([policies.resource, resourceAccount]).toEqual([undefined, '111122223333']);
  });

  it('find the role behind a session, whose ARN lacks the path', () => {
    const { entity, request } = bearingOn(
      'arn:aws:sts::111122223333:assumed-role/web/i-0abc',
      's3:ListAllMyBuckets',
      '*',
    );
    expect(entity?.arn).toBe(arn('role/app/web'));
    expect(request.principal).toMatchObject({ kind: 'role', arn: arn('role/app/web'), session: 'i-0abc' });
    expect(request.context['aws:userid']).toEqual([`${entity?.id ?? ''}:i-0abc`]);
  });

  it.each<[string, string, string, readonly string[]]>([
    ['a trust policy that was not read', 'sts:AssumeRole', arn('role/unread'), ['role-trust']],
    [
      'a bucket of nobody who was read',
      's3:GetObject',
      'arn:aws:s3:::elsewhere/a',
      ['resource-based', 'resource-control'],
    ],
    [
      'the policy of a queue',
      'sqs:SendMessage',
      'arn:aws:sqs:us-east-1:111122223333:jobs',
      ['resource-based'],
    ],
    [
      'nothing about a bucket that is yet to be',
      's3:CreateBucket',
      'arn:aws:s3:::elsewhere',
      ['resource-control'],
    ],
    ['nothing about a bucket without a policy', 's3:GetObject', 'arn:aws:s3:::plain/a', []],
    ['nothing about an action without a resource', 'sqs:ListQueues', '*', []],
  ])('name as not read %s', (_, action, resource, expected) => {
    expect(bearingOn(arn('user/ann'), action, resource).policies.unknownTypes ?? []).toEqual(expected);
  });

  it('name all of a principal as not read whose account was not', () => {
    const { policies } = bearingOn(
      'arn:aws:iam::555566667777:role/x',
      's3:GetObject',
      'arn:aws:s3:::plain/a',
    );
    expect(policies.unknownTypes).toEqual(['identity-based', 'permissions-boundary', 'service-control']);
  });

  it('take the other accounts to be in organizations of their own where this one is in none', () => {
    const { policies } = bearingOn('arn:aws:iam::555566667777:root', 's3:GetObject', 'arn:aws:s3:::plain/a', {
      changes: { Organization: undefined },
    });
    expect(policies.unknownTypes).toEqual(['service-control']);
    expect(policies.serviceControl).toBeUndefined();
  });
});

describe('the context keys that follow from the snapshot', () => {
  const context = (principal: string, more?: Parameters<typeof bearingOn>[3]) =>
    bearingOn(principal, 's3:GetObject', 'arn:aws:s3:::logs/a', more).request.context;

  it('are the organization of both sides, the tags and the unique id', () => {
    expect(context(arn('user/ann'))).toMatchObject({
      'aws:PrincipalOrgID': ['o-example'],
      'aws:PrincipalOrgPaths': ['o-example/r-root/'],
      'aws:PrincipalTag/team': ['blue'],
      'aws:ResourceOrgID': ['o-example'],
      'aws:userid': ['AIDAANNXXXXXXXXXXXXXX'],
    });
  });

  it('say that a user lacks a tag that some condition asks for', () => {
    expect(context(arn('user/ann'))['aws:principaltag/cost']).toEqual([]);
  });

  it('give way to those that are given', () => {
    expect(
      context(arn('user/ann'), { context: { 'aws:PrincipalOrgID': ['o-other'] } })['aws:PrincipalOrgID'],
    ).toEqual(['o-other']);
  });

  it('say that there is no organization where there is none', () => {
    const none = context(arn('user/ann'), { changes: { Organization: undefined } });
    expect(none['aws:PrincipalOrgID']).toEqual([]);
  });
});

describe('the unique id in the sessions of a role', () => {
  const userId = (value: string) => {
    const policy = document({
      ...deny('s3:*', 'arn:aws:s3:::logs/*', { Condition: { StringNotLike: { 'aws:userId': value } } }),
      Principal: '*',
    });
    return bearingOn(arn('role/app/web'), 's3:GetObject', 'arn:aws:s3:::logs/a', {
      changes: { Buckets: [{ Name: 'logs', Policy: policy }] },
    }).request.context['aws:userid'];
  };
  const id = 'AROAWEBXXXXXXXXXXXXXX';

  it.each([`${id}:*`, '*', 'AROAOTHERXXXXXXXXXXXX:*', '111122223333', id])(
    'stands for any session where a policy compares it with %s',
    (value) => {
      expect(userId(value)).toEqual([`${id}:*`]);
    },
  );

  it.each([`${id}:ann`, `${id}:a*`, 'AROA*', '*:ann'])(
    'is not known without the session where a policy compares it with %s',
    (value) => {
      expect(userId(value)).toBeUndefined();
    },
  );
});
