import { describe, expect, it } from 'vitest';
import { documentsPermit } from '../../src/evaluator/index.js';
import type { Claim, PolicyType } from '../../src/model/index.js';
import { accessNotGranted, noNewAccess, notPublic } from '../../src/prover/index.js';
import type { StatementExample } from '../support/identities.js';
import { policy } from '../support/policies.js';

type Statements = readonly StatementExample[];

const on = (Action: string, Resource = '*', Condition = {}): StatementExample => ({
  Effect: 'Allow',
  Action,
  Resource,
  Condition,
});
const denyOn = (Action: string, Resource = '*', Condition = {}): StatementExample => ({
  ...on(Action, Resource, Condition),
  Effect: 'Deny',
});
const each = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => make(index));

function gained(before: Statements, after: Statements, type: PolicyType = 'identity-based'): Claim {
  const [a, b] = [policy([...before], type, 'before'), policy([...after], type, 'after')];
  const claim = noNewAccess([a], [b]);
  for (const { request } of claim.witnesses) {
    expect([documentsPermit(request, [b]), documentsPermit(request, [a])]).toEqual(['true', 'false']);
  }
  return claim;
}

const told = ({ verdict, reasons }: Claim) => [verdict, ...reasons].join(' ');

/** More classes than are looked at: what is not found among the first ones may be among the others. */
describe('a claim is undecided, and its reason is the budget, for', () => {
  const MANY = 520;
  const all: StatementExample = { Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:sqs:*:*:*' };

  it.each<[string, Statements]>([
    ['resources', each(MANY, (n) => on('s3:GetObject', `arn:aws:s3:::bucket-${n}/*`))],
    [
      'values of a key',
      each(MANY, (n) => on('s3:GetObject', '*', { StringEquals: { 's3:prefix': `p${n}` } })),
    ],
    ['actions that do not exist yet', each(MANY, (n) => on(`s3:New${n}*`))],
    [
      'principals',
      each(MANY, (n) =>
        on('s3:GetObject', '*', {
          StringEquals: { 'aws:PrincipalArn': `arn:aws:iam::111122223333:user/u${n}` },
        }),
      ),
    ],
    [
      'lists of values',
      each(45, (n) => on('s3:GetObject', '*', { 'ForAnyValue:StringEquals': { 'aws:TagKeys': `k${n}` } })),
    ],
  ])('too many %s', (_, statements) => {
    expect(told(gained([all], statements))).toBe('undecided budget');
    expect(told(gained([all], statements.slice(0, 5)))).toBe('proved');
  });

  it('too many ways to fill in the variables of one value', () => {
    const folder = (variables: number) => {
      const path = each(variables, (n) => '${aws:PrincipalTag/t' + String(n) + '}').join('/');
      return on('s3:GetObject', `arn:aws:s3:::home/${path}`);
    };
    expect(told(gained([all], [folder(3)]))).toBe('proved');
    expect(gained([all], [folder(10)])).toMatchObject({ verdict: 'undecided' });
    expect(gained([all], [folder(10)]).reasons).toContain('policyVariable');
  });

  it('too many keys that only together decide', () => {
    const never = (n: number) =>
      denyOn('s3:GetObject', '*', {
        StringLike: { [`aws:PrincipalTag/t${n}`]: 'a*' },
        StringNotLike: { [`aws:PrincipalTag/t${n}`]: 'a*' },
      });
    expect(told(gained([all, ...each(17, never)], [on('s3:GetObject')]))).toBe('undecided budget');
    expect(told(gained([all, ...each(3, never)], [on('s3:GetObject')]))).toBe('proved');
  });
});

describe('values of a condition', () => {
  const where = (operator: string, key: string, ...values: readonly string[]) =>
    on('s3:GetObject', '*', { [operator]: { [key]: values } });
  const none = where('StringEquals', 'aws:PrincipalTag/none', 'none');

  it.each<[string, Statements, Statements, string]>([
    [
      'no date of our calendar',
      [none],
      [where('DateLessThan', 'aws:CurrentTime', '9000000000000')],
      'refuted',
    ],
    ['no number', [none], [where('NumericLessThan', 's3:max-keys', 'ten')], 'proved'],
    ['no address', [none], [where('IpAddress', 'aws:SourceIp', 'home')], 'proved'],
    ['a block of IPv6', [none], [where('IpAddress', 'aws:SourceIp', '2001:db8:1::/48')], 'refuted'],
    [
      'the rest of IPv6',
      [where('IpAddress', 'aws:SourceIp', '2001:db8::/32', '0.0.0.0/0')],
      [where('IpAddress', 'aws:SourceIp', '0.0.0.0/0', '::/0')],
      'refuted',
    ],
    [
      'an ARN, and the same key as text',
      [where('StringLike', 'aws:PrincipalTag/role', 'arn:*')],
      [where('ArnLike', 'aws:PrincipalTag/role', 'arn:aws:iam::*:role/*')],
      'proved',
    ],
    [
      'text, and the same key as an ARN',
      [where('ArnLike', 'aws:PrincipalTag/role', 'arn:*:*:*:*:*')],
      [where('StringLike', 'aws:PrincipalTag/role', '*')],
      'refuted',
    ],
    [
      'every letter that there is',
      [where('StringLike', 's3:prefix', `a${LETTERS}*`)],
      [where('StringLike', 's3:prefix', `*${LETTERS}b`)],
      'refuted',
    ],
    [
      'accounts by all of their first digits',
      each(10, (digit) => where('StringLike', 'aws:PrincipalAccount', `${digit}*`)),
      [on('s3:GetObject')],
      'proved',
    ],
    [
      'accounts by all of their first digits but one',
      each(9, (digit) => where('StringLike', 'aws:PrincipalAccount', `${digit}*`)),
      [on('s3:GetObject')],
      'refuted',
    ],
    [
      'a variable with a default',
      [on('s3:GetObject', 'arn:aws:s3:::home/nobody/*')],
      [on('s3:GetObject', "arn:aws:s3:::home/${aws:PrincipalTag/home, 'nobody'}/*")],
      'refuted',
    ],
  ])('may be %s', (_, before, after, verdict) => {
    expect(gained(before, after).verdict).toBe(verdict);
  });
});

const LETTERS = 'xyzabcdefghijklmnopqrstuvwXYZABCDEFGHIJKLMNOPQRSTUVW0123456789-_.';

type Principal = Readonly<Record<string, string>>;

describe('who is let in', () => {
  const bucket = (Principal: Principal): StatementExample => ({
    ...on('s3:GetObject', 'arn:aws:s3:::logs/*'),
    Principal,
  });
  const trust = (Principal: Principal): StatementExample => ({
    Effect: 'Allow',
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal,
  });
  const owner = { AWS: 'arn:aws:iam::111122223333:user/owner' };

  it.each<[string, PolicyType, StatementExample, StatementExample]>([
    [
      'a session',
      'resource-based',
      bucket(owner),
      bucket({ AWS: 'arn:aws:sts::111122223333:assumed-role/Deploy/build-7' }),
    ],
    [
      'a federated user',
      'resource-based',
      bucket(owner),
      bucket({ AWS: 'arn:aws:sts::111122223333:federated-user/A-san' }),
    ],
    [
      'an identity provider of SAML',
      'role-trust',
      trust(owner),
      {
        ...trust({ Federated: 'arn:aws:iam::111122223333:saml-provider/Corp' }),
        Action: 'sts:AssumeRoleWithSAML',
      },
    ],
    ['one of OpenID Connect', 'role-trust', trust(owner), trust({ Federated: 'accounts.google.com' })],
  ])('may be %s', (_, type, before, after) => {
    expect(gained([before], [after], type).verdict).toBe('refuted');
    expect(gained([after], [after, { ...after, Action: after['Action'] as string }], type).verdict).toBe(
      'proved',
    );
  });

  it('is nobody by the ARN of no session', () => {
    const after = bucket({ AWS: 'arn:aws:sts::111122223333:nothing' });
    expect(gained([bucket(owner)], [after], 'resource-based').verdict).toBe('proved');
  });

  it.each([
    ['aws:SourceIp', { IpAddress: { 'aws:SourceIp': '10.0.0' } }],
    ['aws:SourceArn', { StringLike: { 'aws:SourceArn': 'logs-*' } }],
    ['no operator', { Near: { 'aws:SourceIp': '203.0.113.0/24' } }],
  ])('is nobody where %s is compared with what no request holds', (_, Condition) => {
    const everybody = policy([{ ...bucket({ AWS: '*' }), Condition }], 'resource-based', 'bucket');
    expect(notPublic(everybody).verdict).not.toBe('refuted');
  });
});

describe('a claim about', () => {
  it('no policy at all is about nothing that is granted', () => {
    const all = policy([on('s3:*')], 'identity-based', 'all');
    expect(noNewAccess([all], []).verdict).toBe('proved');
    expect(noNewAccess([], [all]).verdict).toBe('refuted');
  });

  it('RCPs is about what they deny', () => {
    const rcp = (...actions: readonly string[]) =>
      policy(
        actions.map((Action) => ({ Effect: 'Deny', Principal: '*', Action, Resource: '*' })),
        'resource-control',
        'rcp',
      );
    expect(noNewAccess([rcp('s3:*')], [rcp('s3:*', 'sqs:*')]).verdict).toBe('proved');
    expect(noNewAccess([rcp('s3:*', 'sqs:*')], [rcp('s3:*')]).verdict).toBe('refuted');
  });

  it.each(['arn:aws:s3:::home/${aws:username}/*', 'arn:aws:s*:::home'])(
    '%s is about no resource',
    (resource) => {
      const none = policy([on('sqs:*')], 'identity-based', 'none');
      expect(told(accessNotGranted([none], { actions: ['s3:*'], resources: [resource] }))).toMatch(
        /^undecided/,
      );
    },
  );
});
