import { describe, expect, it } from 'vitest';
import { documentsPermit, permits } from '../../src/evaluator/index.js';
import type { ApplicablePolicies, Claim, PolicyDocument, PolicyType } from '../../src/model/index.js';
import { parsePolicy } from '../../src/normalizers/index.js';
import {
  accessNotGranted,
  equivalent,
  noEffect,
  noLostAccess,
  noNewAccess,
  reachable,
} from '../../src/prover/index.js';
import fc from '../support/properties.js';

type StatementText = Readonly<Record<string, unknown>>;

function policy(
  statements: StatementText | readonly StatementText[],
  type: PolicyType = 'identity-based',
): PolicyDocument {
  const Statement = [statements].flat().map((statement) => ({ Effect: 'Allow', ...statement }));
  return parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement }), 'policy.json', {
    type,
    owner: 'policy.json',
    name: 'policy.json',
  });
}

const on = (Action: unknown, Resource: unknown = '*', Condition?: unknown): StatementText => ({
  Action,
  Resource,
  ...(Condition !== undefined && { Condition }),
});
const deny = (statement: StatementText): StatementText => ({ ...statement, Effect: 'Deny' });
const where = (operator: string, key: string, ...values: readonly string[]) =>
  on('s3:GetObject', '*', { [operator]: { [key]: values } });

type Side = StatementText | readonly StatementText[];

/** What the change from one policy to the other does: the verdicts on new and on lost access. */
function change(before: Side, after: Side): readonly [Claim['verdict'], Claim['verdict']] {
  const [a, b] = [policy(before), policy(after)];
  const [gains, losses] = [noNewAccess([a], [b]), noLostAccess([a], [b])];
  for (const { request } of gains.witnesses) {
    expect(documentsPermit(request, [b])).toBe('true');
    expect(documentsPermit(request, [a])).toBe('false');
  }
  for (const { request } of losses.witnesses) {
    expect(documentsPermit(request, [a])).toBe('true');
    expect(documentsPermit(request, [b])).toBe('false');
  }
  return [gains.verdict, losses.verdict];
}

const SAME = ['proved', 'proved'] as const;
const MORE = ['refuted', 'proved'] as const;
const LESS = ['proved', 'refuted'] as const;
const BOTH = ['refuted', 'refuted'] as const;

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
describe('a change of a policy', () => {
  it.each<[string, Side, Side, readonly [string, string]]>([
    ['nothing', on('s3:GetObject'), on('s3:GetObject'), SAME],
    ['the case of an action', on('s3:GetObject'), on('S3:getobject'), SAME],
    ['one more action', on('s3:GetObject'), on(['s3:GetObject', 's3:PutObject']), MORE],
    ['a wildcard that is wider', on('s3:Get*'), on('s3:*'), MORE],
    ['wildcards that overlap', on('s3:Get*'), on('s3:*Object*'), BOTH],
    ['a list of every action by now for a pattern', on('sqs:*'), on('sqs:Send*'), LESS],
    [
      'one resource for another',
      on('s3:GetObject', 'arn:aws:s3:::a/*'),
      on('s3:GetObject', 'arn:aws:s3:::b/*'),
      BOTH,
    ],
    [
      'a part of a resource',
      on('s3:GetObject', 'arn:aws:s3:::a/*'),
      on('s3:GetObject', 'arn:aws:s3:::a/x/*'),
      LESS,
    ],
    [
      'a resource that no action is about',
      on('s3:GetObject', 'arn:aws:s3:::a/*'),
      on('s3:GetObject', ['arn:aws:s3:::a/*', 'arn:aws:s3:::a']),
      SAME,
    ],
    [
      'two statements in one',
      [on('s3:GetObject', 'arn:aws:s3:::a/*'), on('s3:ListBucket', 'arn:aws:s3:::a')],
      on(['s3:GetObject', 's3:ListBucket'], ['arn:aws:s3:::a/*', 'arn:aws:s3:::a']),
      SAME,
    ],
    [
      'NotAction for fewer',
      { NotAction: 'iam:*', Resource: '*' },
      { NotAction: ['iam:*', 's3:*'], Resource: '*' },
      LESS,
    ],
    ['NotAction for all', { NotAction: 'iam:*', Resource: '*' }, on('*'), MORE],
    [
      'a Deny of what NotAction leaves out',
      { NotAction: 'iam:*', Resource: '*' },
      [on('*'), deny(on('iam:*'))],
      SAME,
    ],
    [
      'NotResource for a Deny',
      { Action: 's3:*', NotResource: 'arn:aws:s3:::a/*' },
      [on('s3:*'), deny(on('s3:*', 'arn:aws:s3:::a/*'))],
      SAME,
    ],
    [
      'NotResource for other NotResource',
      { Action: 's3:*', NotResource: 'arn:aws:s3:::a/*' },
      { Action: 's3:*', NotResource: 'arn:aws:s3:::a/b/*' },
      MORE,
    ],
    ['a Deny', on('s3:*'), [on('s3:*'), deny(on('s3:DeleteBucket'))], LESS],
    ['a Deny of what nothing allows', on('s3:*'), [on('s3:*'), deny(on('sqs:*'))], SAME],
    ['a condition', on('s3:GetObject'), where('Bool', 'aws:SecureTransport', 'true'), LESS],
    [
      'a block of addresses inside another',
      where('IpAddress', 'aws:SourceIp', '10.0.0.0/8'),
      where('IpAddress', 'aws:SourceIp', '10.1.0.0/16'),
      LESS,
    ],
    [
      'two halves of a block',
      where('IpAddress', 'aws:SourceIp', '10.0.0.0/8'),
      where('IpAddress', 'aws:SourceIp', '10.0.0.0/9', '10.128.0.0/9'),
      SAME,
    ],
    [
      'all addresses of IPv4, which is not every request',
      on('s3:GetObject'),
      where('IpAddress', 'aws:SourceIp', '0.0.0.0/0'),
      LESS,
    ],
    [
      'a block but for a part of it',
      [
        where('IpAddress', 'aws:SourceIp', '10.0.0.0/8'),
        deny(where('IpAddress', 'aws:SourceIp', '10.0.0.0/9')),
      ],
      where('IpAddress', 'aws:SourceIp', '10.128.0.0/9'),
      SAME,
    ],
    [
      'numbers that meet',
      [where('NumericLessThan', 's3:max-keys', '10'), where('NumericGreaterThanEquals', 's3:max-keys', '10')],
      where('Null', 's3:max-keys', 'false'),
      SAME,
    ],
    [
      'numbers with a gap',
      [where('NumericLessThan', 's3:max-keys', '10'), where('NumericGreaterThan', 's3:max-keys', '10')],
      where('Null', 's3:max-keys', 'false'),
      MORE,
    ],
    [
      'a later date',
      where('DateLessThan', 'aws:CurrentTime', '2026-01-01T00:00:00Z'),
      where('DateLessThan', 'aws:CurrentTime', '2027-01-01T00:00:00Z'),
      MORE,
    ],
    [
      'IfExists, which lets in requests without the key',
      where('StringEquals', 'aws:SourceVpce', 'vpce-1'),
      where('StringEqualsIfExists', 'aws:SourceVpce', 'vpce-1'),
      MORE,
    ],
    [
      'IfExists for the two cases that it means',
      where('StringEqualsIfExists', 'aws:SourceVpce', 'vpce-1'),
      [where('StringEquals', 'aws:SourceVpce', 'vpce-1'), where('Null', 'aws:SourceVpce', 'true')],
      SAME,
    ],
    [
      'a negated operator for a positive one',
      where('StringNotEquals', 'aws:SourceVpce', 'vpce-1'),
      where('StringEquals', 'aws:SourceVpce', 'vpce-1'),
      BOTH,
    ],
    [
      'a key and its absence, which is everything',
      [where('Null', 'aws:SourceVpce', 'true'), where('Null', 'aws:SourceVpce', 'false')],
      on('s3:GetObject'),
      SAME,
    ],
    [
      'ForAllValues, which the absence of the key meets',
      where('ForAllValues:StringEquals', 'aws:TagKeys', 'a'),
      where('ForAnyValue:StringEquals', 'aws:TagKeys', 'a'),
      BOTH,
    ],
    [
      'ForAllValues of more',
      where('ForAllValues:StringEquals', 'aws:TagKeys', 'a'),
      where('ForAllValues:StringEquals', 'aws:TagKeys', 'a', 'b'),
      MORE,
    ],
    [
      'ForAnyValue of two, or of each',
      where('ForAnyValue:StringEquals', 'aws:TagKeys', 'a', 'b'),
      [
        where('ForAnyValue:StringEquals', 'aws:TagKeys', 'a'),
        where('ForAnyValue:StringEquals', 'aws:TagKeys', 'b'),
      ],
      SAME,
    ],
    [
      'the case of a value',
      where('StringEquals', 'aws:PrincipalTag/team', 'red'),
      where('StringEqualsIgnoreCase', 'aws:PrincipalTag/team', 'RED'),
      MORE,
    ],
    [
      'a pattern for a value',
      where('StringEquals', 'aws:PrincipalTag/team', 'red'),
      where('StringLike', 'aws:PrincipalTag/team', 'red*'),
      MORE,
    ],
    [
      'patterns of ARNs',
      where('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/a*'),
      where('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/ab*'),
      LESS,
    ],
    [
      'users for everybody in an account',
      where('StringEquals', 'aws:PrincipalAccount', '111122223333'),
      where('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:user/*'),
      LESS,
    ],
    [
      'two spellings for all of them',
      where('StringEquals', 'aws:ResourceTag/team', 'red', 'RED'),
      where('StringEqualsIgnoreCase', 'aws:ResourceTag/team', 'red'),
      MORE,
    ],
    [
      'a tag that is a number for any tag',
      on('s3:GetObject', '*', { NumericLessThanEquals: { 'aws:ResourceTag/n': '1' } }),
      on('s3:GetObject', '*', { Null: { 'aws:ResourceTag/n': 'false' } }),
      MORE,
    ],
    [
      'a tag that is any number for any tag',
      [
        on('s3:GetObject', '*', { NumericLessThanEquals: { 'aws:ResourceTag/n': '1' } }),
        on('s3:GetObject', '*', { NumericGreaterThan: { 'aws:ResourceTag/n': '1' } }),
      ],
      on('s3:GetObject', '*', { Null: { 'aws:ResourceTag/n': 'false' } }),
      MORE,
    ],
    [
      'a tag that is an ARN for any tag',
      where('ArnLike', 'aws:ResourceTag/role', 'arn:*:*:*:*:*'),
      on('s3:GetObject', '*', { Null: { 'aws:ResourceTag/role': 'false' } }),
      MORE,
    ],
    [
      'all spellings of a letter for the letter',
      where('StringEquals', 'aws:ResourceTag/team', 'a', 'A'),
      where('StringEqualsIgnoreCase', 'aws:ResourceTag/team', 'a'),
      SAME,
    ],
    [
      'a policy variable for every value',
      on('s3:GetObject', 'arn:aws:s3:::home/${aws:username}/*'),
      on('s3:GetObject', 'arn:aws:s3:::home/*'),
      MORE,
    ],
    [
      'the same policy variable',
      on('s3:GetObject', 'arn:aws:s3:::home/${aws:username}/*'),
      on(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::home/${aws:username}/*'),
      MORE,
    ],
    [
      'a policy variable in a condition',
      where('StringEquals', 'aws:ResourceTag/owner', '${aws:username}'),
      on('s3:GetObject'),
      MORE,
    ],
    [
      'a tag against a variable, or against nothing',
      where('StringEquals', 'aws:ResourceTag/team', '${aws:PrincipalTag/team}'),
      where('StringLike', 'aws:ResourceTag/team', '*'),
      MORE,
    ],
  ])('%s', (_, before, after, expected) => {
    expect(change(before, after)).toEqual(expected);
  });
});

/** Each of these keys has its value from somewhere else in the request, or is sent by some principals only. */
describe('a condition on what the rest of the request settles', () => {
  const nothing = on('sqs:SendMessage', 'arn:aws:sqs:us-east-1:111122223333:none');

  it.each<[string, Side, Side, readonly [string, string]]>([
    [
      'a key that only sessions of roles have',
      nothing,
      [nothing, where('StringEquals', 'aws:SourceIdentity', 'x')],
      MORE,
    ],
    ['a key that only users have', nothing, [nothing, where('StringLike', 'aws:username', 'a*')], MORE],
    [
      'the Region of the resource',
      on('ec2:TerminateInstances', '*', { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } }),
      on('ec2:TerminateInstances'),
      MORE,
    ],
    [
      'another Region of the resource',
      on('ec2:TerminateInstances', '*', { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }),
      on('ec2:TerminateInstances', 'arn:aws:ec2:eu-west-1:*:instance/*'),
      SAME,
    ],
    [
      'the account of the resource',
      on('sqs:SendMessage', '*', { StringEquals: { 'aws:ResourceAccount': '111122223333' } }),
      on('sqs:SendMessage'),
      MORE,
    ],
    [
      'the absence of the account of the resource',
      on('ec2:*', '*', { Null: { 'aws:ResourceAccount': 'false' } }),
      on('ec2:*'),
      MORE,
    ],
    [
      'a tag that looks like something, or is what a policy variable says',
      nothing,
      [
        nothing,
        on('s3:GetObject', '*', {
          StringLike: { 'aws:PrincipalTag/team': ['b*', '${aws:username}'] },
          StringNotLike: { 'aws:username': 'alice' },
        }),
      ],
      MORE,
    ],
    [
      'a policy variable that has to look like something',
      nothing,
      [
        nothing,
        on('s3:GetObject', 'arn:aws:s3:::home/${aws:PrincipalTag/team}/*', {
          StringLike: { 'aws:PrincipalTag/team': 'red*' },
        }),
      ],
      MORE,
    ],
  ])('%s', (_, before, after, expected) => {
    expect(change(before, after)).toEqual(expected);
  });

  it('the root user, whom SCPs bind as well', () => {
    const all = policy(on('*'), 'service-control');
    const noRoot = policy(
      [on('*'), deny(on('*', '*', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } }))],
      'service-control',
    );
    expect(noLostAccess([all], [noRoot]).verdict).toBe('refuted');
  });
});

describe('a resource-based policy that names a root user by a condition alone', () => {
  const to = (Principal: unknown, Condition: unknown) =>
    policy([{ ...on('s3:ListBucket', 'arn:aws:s3:::logs', Condition), Principal }], 'resource-based');
  const nobody = to({ AWS: 'arn:aws:iam::111122223333:user/none' }, {});

  it.each([
    ['its ARN', { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:root' } }],
    ['its id', { StringEquals: { 'aws:userid': '444455556666', 'aws:PrincipalType': 'Account' } }],
    [
      'a pattern, with its type',
      {
        ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::4444*:*' },
        StringEquals: { 'aws:PrincipalType': 'Account' },
      },
    ],
  ])('lets it in by %s', (_, condition) => {
    const { verdict, witnesses } = noNewAccess([nobody], [to('*', condition)]);
    expect(verdict).toBe('refuted');
    expect(witnesses[0]?.request.principal).toMatchObject({ kind: 'root' });
  });
});

describe('a witness', () => {
  const before = policy(on('s3:GetObject', 'arn:aws:s3:::reports/*'));
  const after = policy([
    { ...on('s3:GetObject', 'arn:aws:s3:::reports/*'), Sid: 'Read' },
    { ...on(['s3:PutObject', 's3:DeleteObject'], 'arn:aws:s3:::reports/*'), Sid: 'Write' },
    deny({ ...on('s3:DeleteObject', 'arn:aws:s3:::reports/kept/*'), Sid: 'Keep' }),
  ]);

  it('names a request, all actions that it stands for, and what allows it', () => {
    const [witness, ...others] = noNewAccess([before], [after]).witnesses;
    expect(others).toEqual([]);
    expect(witness?.request).toMatchObject({
      resource: expect.stringMatching(/^arn:aws:s3:::reports\/./) as string,
    });
    expect(witness?.actions.toSorted()).toEqual(['s3:DeleteObject', 's3:PutObject']);
    expect(witness?.grants.map(({ statement }) => statement.sid?.value)).toEqual(['Write']);
  });

  it('names what denies the request on the other side', () => {
    const open = policy(on('s3:DeleteObject', 'arn:aws:s3:::reports/*'));
    const kept = policy([
      on('s3:DeleteObject', 'arn:aws:s3:::reports/*'),
      deny({ ...on('s3:DeleteObject', 'arn:aws:s3:::reports/kept/*'), Sid: 'Keep' }),
    ]);
    const [witness] = noLostAccess([open], [kept]).witnesses;
    expect(witness?.denials.map(({ statement }) => statement.sid?.value)).toEqual(['Keep']);
  });

  it('holds the context keys that it takes, and says which are absent', () => {
    const [witness] = noNewAccess(
      [policy(where('StringLike', 'aws:PrincipalTag/team', 'red*'))],
      [policy(where('StringEqualsIfExists', 'aws:PrincipalTag/team', 'red'))],
    ).witnesses;
    expect(witness?.request.absentKeys).toEqual(['aws:PrincipalTag/team']);
  });
});

describe('what bears on a principal', () => {
  const all = policy(on('*'));
  const onlyS3 = policy(on('s3:*'), 'permissions-boundary');
  const noIam = policy([on('*'), deny(on('iam:*'))], 'service-control');
  const sides = {
    identity: { identity: [all] },
    bounded: { identity: [all], permissionsBoundary: onlyS3 },
    guarded: { identity: [all], serviceControl: [[noIam], [policy(on('*'), 'service-control')]] },
    emptyLevel: { identity: [all], serviceControl: [[noIam], []] },
  } satisfies Record<string, ApplicablePolicies>;

  it('is less with a permissions boundary', () => {
    expect(noNewAccess(sides.identity, sides.bounded).verdict).toBe('proved');
    const [witness] = noLostAccess(sides.identity, sides.bounded).witnesses;
    expect(witness && permits(witness.request, sides.bounded)).toBe('false');
  });

  it('is less with an SCP, and nothing where a level allows nothing', () => {
    expect(noNewAccess(sides.identity, sides.guarded).verdict).toBe('proved');
    expect(noNewAccess(sides.guarded, sides.identity).witnesses[0]?.request.action).toMatch(/^iam:/);
    expect(accessNotGranted(sides.emptyLevel, { actions: ['*'] }).verdict).toBe('proved');
  });

  it('is not known where a policy was not read', () => {
    const unread: ApplicablePolicies = { identity: [all], unknownTypes: ['service-control'] };
    expect(noNewAccess(sides.guarded, unread)).toMatchObject({
      verdict: 'undecided',
      reasons: expect.arrayContaining(['unreadPolicy']) as string[],
    });
  });

  it('is not known either where the rest is the same', () => {
    const unread: ApplicablePolicies = { identity: [all], unknownTypes: ['service-control'] };
    expect(noNewAccess(unread, sides.identity).verdict).toBe('undecided');
  });

  it('is not known where a statement was not read', () => {
    const broken = parsePolicy(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"},{"Effect":"Perhaps"}]}',
      'policy.json',
      { type: 'identity-based', owner: 'policy.json', name: 'policy.json' },
    );
    expect(noNewAccess([policy(on('s3:GetObject'))], [broken]).reasons).toContain('unreadStatement');
  });
});

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html */
describe('access that is not granted', () => {
  it.each<[string, Side, { actions?: string[]; resources?: string[] }, Claim['verdict']]>([
    ['another action', on('s3:GetObject'), { actions: ['iam:PassRole'] }, 'proved'],
    ['an action by a wildcard', on('iam:Pass*'), { actions: ['iam:PassRole'] }, 'refuted'],
    ['any of several actions', on('s3:GetObject'), { actions: ['iam:PassRole', 's3:Get*'] }, 'refuted'],
    ['an action that is denied', [on('*'), deny(on('iam:*'))], { actions: ['iam:PassRole'] }, 'proved'],
    [
      'an action that is denied in part',
      [on('*'), deny(on('iam:PassRole', 'arn:aws:iam::111122223333:role/admin'))],
      { actions: ['iam:PassRole'] },
      'refuted',
    ],
    [
      'a resource',
      on('s3:*', 'arn:aws:s3:::a/*'),
      { actions: ['s3:*'], resources: ['arn:aws:s3:::b/*'] },
      'proved',
    ],
    [
      'a resource within',
      on('s3:*', 'arn:aws:s3:::a/*'),
      { actions: ['s3:*'], resources: ['arn:aws:s3:::a/x'] },
      'refuted',
    ],
    [
      'a resource under any action',
      { NotAction: 's3:*', Resource: '*' },
      { resources: ['arn:aws:s3:::a/*'] },
      'proved',
    ],
  ])('%s', (_, statements, scope, expected) => {
    expect(accessNotGranted([policy(statements)], scope).verdict).toBe(expected);
  });
});

describe('a scope', () => {
  const GLUE = 'arn:aws:glue:us-east-1:111122223333:table/a/b';

  it('may name a resource of a service that no policy names', () => {
    expect(accessNotGranted([policy(on('*'))], { resources: [GLUE] }).verdict).toBe('refuted');
    expect(accessNotGranted([policy(on('*'))], { actions: ['*'], resources: [GLUE] }).verdict).toBe(
      'refuted',
    );
  });

  it('may name what only some values of a policy variable lead to', () => {
    const home = policy(on('s3:GetObject', 'arn:aws:s3:::home/${aws:username}/*'));
    expect(
      accessNotGranted([home], { actions: ['s3:*'], resources: ['arn:aws:s3:::home/alice/*'] }).reasons,
    ).toEqual(['policyVariable']);
  });
});

describe('a statement has no effect', () => {
  const effectOf = (statements: readonly StatementText[], index: number) => {
    const document = policy(statements);
    const statement = document.statements[index];
    return statement && noEffect(statement, [document]).verdict;
  };

  it.each<[string, readonly StatementText[], number, Claim['verdict']]>([
    ['an Allow that another covers', [on('s3:*'), on('s3:GetObject', 'arn:aws:s3:::a/*')], 1, 'proved'],
    ['an Allow of its own', [on('s3:Get*'), on('s3:PutObject')], 1, 'refuted'],
    [
      'an Allow that two others cover together',
      [on('s3:Get*'), on('s3:Put*'), on(['s3:GetObject', 's3:PutObject'])],
      2,
      'proved',
    ],
    ['an Allow of what is denied', [on('s3:GetObject'), deny(on('s3:*'))], 0, 'proved'],
    ['a Deny of what nothing allows', [on('s3:*'), deny(on('iam:*'))], 1, 'proved'],
    ['a Deny that another covers', [on('*'), deny(on('iam:*')), deny(on('iam:PassRole'))], 2, 'proved'],
    ['a Deny of what is allowed', [on('*'), deny(on('iam:*'))], 1, 'refuted'],
  ])('%s', (_, statements, index, expected) => {
    expect(effectOf(statements, index)).toBe(expected);
  });

  it('also in what bears on a principal', () => {
    const identity = policy([on('*'), on('s3:GetObject')]);
    const [all, covered] = identity.statements;
    const boundary = policy(on('sqs:*'), 'permissions-boundary');
    const access: ApplicablePolicies = {
      identity: [identity],
      permissionsBoundary: boundary,
      session: [policy(on('*'), 'session')],
      serviceControl: [[policy(on('*'), 'service-control')]],
      resourceControl: [[policy({ ...on('*'), Principal: '*' }, 'resource-control')]],
      vpcEndpoint: policy({ ...on('*'), Principal: '*' }, 'vpc-endpoint'),
    };
    expect(covered && noEffect(covered, access).verdict).toBe('proved');
    expect(all && noEffect(all, access).verdict).toBe('refuted');
    expect(noEffect(boundary.statements[0] ?? fail(), access).verdict).toBe('refuted');
  });

  it('on a principal whose tags are known and keep it from all of its requests', () => {
    const denial = deny(on('s3:*', '*', { StringEquals: { 'aws:PrincipalTag/team': 'red' } }));
    const document = policy([on('s3:*'), denial]);
    const [, statement = fail()] = document.statements;
    const of = (team: string) => ({
      policies: { identity: [document] },
      context: { 'aws:PrincipalTag/team': [team] },
    });
    expect(noEffect(statement, of('blue')).verdict).toBe('proved');
    expect(noEffect(statement, of('red')).verdict).toBe('refuted');
  });
});

function fail(): never {
  throw new Error('the policy has no statement');
}

describe('a request is reachable', () => {
  const alice = { kind: 'user', arn: 'arn:aws:iam::111122223333:user/alice' } as const;
  const object = 'arn:aws:s3:::reports/2026.csv';
  const bucketPolicy = policy(
    { ...on('s3:GetObject', 'arn:aws:s3:::reports/*'), Principal: { AWS: alice.arn } },
    'resource-based',
  );

  it.each<[string, ApplicablePolicies, string | undefined, Claim['verdict']]>([
    ['by an identity-based policy', { identity: [policy(on('s3:*'))] }, '111122223333', 'proved'],
    ['by the resource’s own policy', { identity: [], resource: bucketPolicy }, '111122223333', 'proved'],
    ['not by half a grant across accounts', { identity: [policy(on('s3:*'))] }, '444455556666', 'refuted'],
    [
      'under a condition that a request can meet',
      { identity: [policy(where('Bool', 'aws:MultiFactorAuthPresent', 'true'))] },
      '111122223333',
      'proved',
    ],
    [
      'not past a Deny',
      { identity: [policy([on('s3:*'), deny(on('s3:GetObject'))])] },
      '111122223333',
      'refuted',
    ],
    [
      'perhaps, where a policy was not read',
      { identity: [], unknownTypes: ['identity-based'] },
      '111122223333',
      'undecided',
    ],
  ])('%s', (_, policies, account, expected) => {
    expect(reachable(alice, 's3:GetObject', object, policies, account).verdict).toBe(expected);
  });
});

describe('two ways to write a policy', () => {
  it('are equivalent whatever the order, and however the statements are split', () => {
    const actions = ['s3:GetObject', 's3:PutObject', 's3:List*', 'sqs:*', 'iam:PassRole'];
    const resources = ['*', 'arn:aws:s3:::a/*', 'arn:aws:s3:::a', 'arn:aws:sqs:*:111122223333:*'];
    const statement = fc
      .record({
        Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
        Action: fc.subarray(actions, { minLength: 1 }),
        Resource: fc.subarray(resources, { minLength: 1 }),
        Condition: fc.constantFrom(
          {},
          { StringLike: { 'aws:PrincipalTag/team': 'red*' } },
          { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        ),
      })
      .map((text): StatementText => text);
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 4 }), (statements) => {
        const split = statements
          .flatMap(({ Action, Resource, ...rest }) =>
            [Action]
              .flat()
              .flatMap((action) =>
                [Resource].flat().map((resource) => ({ ...rest, Action: action, Resource: resource })),
              ),
          )
          .toReversed();
        expect(equivalent([policy(statements)], [policy(split)])).toMatchObject({ verdict: 'proved' });
      }),
      { numRuns: 200 },
    );
  });

  it('are not where one allows more, whichever it is', () => {
    const [less, more] = [policy(on('s3:Get*')), policy(on('s3:*'))];
    expect(equivalent([less], [more]).verdict).toBe('refuted');
    expect(equivalent([more], [less]).verdict).toBe('refuted');
  });
});

describe('policies that are made to be hard', () => {
  const buckets = Array.from({ length: 150 }, (_, index) => `arn:aws:s3:::bucket-${index}/*`);

  it('hundreds of resources', () => {
    expect(change(on('s3:GetObject', buckets.slice(1)), on('s3:GetObject', buckets))).toEqual(MORE);
    expect(change(on('s3:GetObject', buckets.toReversed()), on('s3:GetObject', buckets))).toEqual(SAME);
  });

  it('end in a verdict where wildcards overlap in every way', () => {
    const patterns = Array.from(
      { length: 24 },
      (_, index) => `arn:aws:s3:::*${'abcdefghijklmnopqrstuvwx'[index] ?? ''}*/*`,
    );
    const [gains] = change(
      patterns.map((pattern) => on('s3:GetObject', pattern)),
      patterns.map((pattern) => deny(on('s3:GetObject', pattern))),
    );
    expect(gains).toBe('proved');
    const claim = noNewAccess(
      [policy(patterns.map((pattern) => on('s3:GetObject', pattern)))],
      [policy(patterns.map((pattern) => on('s3:GetObject', pattern.replace('/*', '/?*'))))],
    );
    expect(['proved', 'undecided']).toContain(claim.verdict);
  });

  it('end in a verdict on ten thousand characters of wildcards', () => {
    const claim = noNewAccess(
      [policy(on('s3:GetObject', `arn:aws:s3:::${'*a'.repeat(2_500)}`))],
      [policy(on('s3:GetObject', `arn:aws:s3:::${'*a?'.repeat(1_500)}b`))],
    );
    expect(['refuted', 'undecided']).toContain(claim.verdict);
  });

  it.each([
    ['the name of a user', { StringEquals: { 'aws:username': '${aws:PrincipalTag/team}' } }],
    [
      'the ARN of a user',
      { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/${aws:PrincipalTag/team}' } },
    ],
    ['a number', { NumericLessThan: { 's3:max-keys': '${aws:PrincipalTag/limit}' } }],
    ['an address', { IpAddress: { 'aws:SourceIp': '${aws:PrincipalTag/office}' } }],
    ['a truth value', { Bool: { 'aws:MultiFactorAuthPresent': '${aws:PrincipalTag/mfa}' } }],
    [
      'a tag that is compared with another',
      {
        StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' },
        StringNotEquals: { 'aws:PrincipalTag/team': '${aws:PrincipalTag/old-team}' },
      },
    ],
  ])('never takes a policy variable for proof that is compared with %s', (_, condition) => {
    const nothing = on('sqs:SendMessage', 'arn:aws:sqs:us-east-1:111122223333:none');
    const claim = noNewAccess([policy(nothing)], [policy(on('s3:GetObject', '*', condition))]);
    expect(claim.verdict).not.toBe('proved');
  });

  it.each([
    ['an ARN', { ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::a' } }],
    ['a pattern', { StringLike: { 'aws:SourceArn': 'arn:aws:s3:::a*' } }],
  ])('never takes a text whose case does not matter for the same as %s', (_, condition) => {
    const inAnyCase = { StringEqualsIgnoreCase: { 'aws:SourceArn': 'arn:aws:s3:::a' } };
    const claim = noNewAccess(
      [policy(on('s3:GetObject', '*', condition))],
      [policy(on('s3:GetObject', '*', inAnyCase))],
    );
    expect(claim.verdict).not.toBe('proved');
  });

  it('takes the two ways to write a point in time for no difference that it can show', () => {
    const before = on('s3:GetObject', '*', { NumericLessThan: { 'aws:EpochTime': '1735689600' } });
    const after = on('s3:GetObject', '*', { DateLessThan: { 'aws:EpochTime': '2025-01-01T00:00:00Z' } });
    expect(change(before, after)).toEqual(['undecided', 'undecided']);
  });

  it('never takes a policy variable for proof that is text, since its document is of the old Version', () => {
    const condition = { StringEquals: { 'aws:ResourceTag/owner': '${aws:username}' } };
    const old = parsePolicy(
      JSON.stringify({ Version: '2008-10-17', Statement: [on('s3:GetObject', '*', condition)] }),
      'policy.json',
      { type: 'identity-based', owner: 'policy.json', name: 'policy.json' },
    );
    const nothing = on('sqs:SendMessage', 'arn:aws:sqs:us-east-1:111122223333:none');
    expect(noNewAccess([policy(nothing)], [old]).verdict).toBe('undecided');
  });

  it('says why it cannot decide', () => {
    const variable = on('s3:GetObject', 'arn:aws:s3:::home/${aws:username}');
    const claim = noNewAccess(
      [
        policy([
          on('s3:GetObject', 'arn:aws:s3:::home/*'),
          deny(on('s3:GetObject', 'arn:aws:s3:::home/b?b')),
        ]),
      ],
      [policy(variable)],
    );
    expect(claim).toMatchObject({ verdict: 'undecided', reasons: ['policyVariable'] });
    const mixed = noNewAccess(
      [policy([where('StringLike', 's3:max-keys', '2*'), where('NumericLessThan', 's3:max-keys', '20')])],
      [policy(where('NumericLessThan', 's3:max-keys', '21'))],
    );
    expect(mixed.reasons).toEqual(['mixedOperators']);
  });
});
