import { describe, expect, it } from 'vitest';
import { grantCovers, grantOf } from '../../src/graph/index.js';
import { actionsIntersect, resourcesIntersect } from '../../src/graph/pattern-set.js';
import { policy } from '../support/policies.js';

const meet = (a: object, b: object) =>
  actionsIntersect(grant(a).action, grant(b).action) &&
  resourcesIntersect(grant(a).resource, grant(b).resource);

/** A statement with the given elements; every resource where none is given. */
function grant(elements: object) {
  const [statement] = policy([{ Effect: 'Allow', Resource: '*', ...elements }]).statements;
  if (!statement) throw new Error('not a statement');
  return grantOf(statement);
}

const notResource = { Action: '*', Resource: undefined, NotResource: 'arn:aws:s3:::logs/*' };

describe('a statement covers another', () => {
  it.each([
    ['with a wider action', { Action: 's3:*' }, { Action: ['S3:getobject', 's3:Put*'] }],
    ['with every action', { Action: '*' }, { NotAction: 'iam:*' }],
    ['by not excepting what the other has', { NotAction: 'iam:*' }, { Action: 's3:GetObject' }],
    [
      'by excepting no more than the other does',
      { NotAction: 'iam:Get*' },
      { NotAction: ['iam:*', 'sts:*'] },
    ],
    ['on a part of its resources', { Action: 's3:*' }, { Action: 's3:*', Resource: 'arn:aws:s3:::logs/*' }],
    ['on what its NotResource leaves', notResource, { Action: '*', Resource: 'arn:aws:s3:::web/*' }],
  ])('%s', (_, outer, inner) => {
    expect(grantCovers(grant(outer), grant(inner))).toBe(true);
  });

  it.each([
    ['with a narrower action', { Action: 's3:Get*' }, { Action: 's3:*' }],
    ['with one of its two actions', { Action: 's3:GetObject' }, { Action: ['s3:GetObject', 's3:PutObject'] }],
    ['by excepting what the other has', { NotAction: 'iam:*' }, { Action: ['s3:*', 'iam:GetUser'] }],
    ['by excepting more than the other does', { NotAction: ['iam:*', 'sts:*'] }, { NotAction: 'iam:*' }],
    ['with a list, all but some', { Action: ['s3:*', 'ec2:*'] }, { NotAction: 'iam:*' }],
    ['on other resources', { Action: '*', Resource: 'arn:aws:s3:::logs/*' }, { Action: 's3:*' }],
    ['on what its NotResource leaves out', notResource, { Action: '*', Resource: 'arn:aws:s3:::logs/1' }],
  ])('not %s', (_, outer, inner) => {
    expect(grantCovers(grant(outer), grant(inner))).toBe(false);
  });
});

describe('two statements meet', () => {
  it.each([
    ['in a common action', { Action: 's3:*Object' }, { Action: 's3:Put*' }],
    ['in what is not excepted', { NotAction: 'iam:*' }, { Action: ['iam:GetUser', 's3:GetObject'] }],
    ['both excepting some', { NotAction: 'iam:*' }, { NotAction: 's3:*' }],
  ])('%s', (_, a, b) => {
    expect(meet(a, b)).toBe(true);
    expect(meet(b, a)).toBe(true);
  });

  it.each([
    ['in actions of different services', { Action: 's3:*' }, { Action: 'ec2:*' }],
    ['in what one of them excepts', { NotAction: 'iam:*' }, { Action: 'iam:Get*' }],
    [
      'on different resources',
      { Action: '*', Resource: 'arn:aws:s3:::a' },
      { Action: '*', Resource: 'arn:aws:s3:::b' },
    ],
  ])('not %s', (_, a, b) => {
    expect(meet(a, b)).toBe(false);
    expect(meet(b, a)).toBe(false);
  });
});

describe('a long list', () => {
  const services = [
    'EC2',
    'ecs',
    'eks',
    'glue',
    'iam',
    'kms',
    'logs',
    'rds',
    'S3',
    's3-outposts',
    'sns',
    'sqs',
  ];
  const exceptTwo = services.flatMap((service) => [`${service}:Get*`, `${service}:List*`]);
  const long = { Action: exceptTwo };
  const longNot = { NotAction: exceptTwo };

  it.each([
    ['s3:GetObject', true],
    ['ec2:GetConsoleOutput', true],
    ['s3-outposts:ListEndpoints', true],
    ['s3:PutObject', false],
    ['lambda:GetFunction', false],
    ['s3*:GetObject', true],
  ])('has what one of its values has: %s', (action, isIn) => {
    expect(grantCovers(grant(long), grant({ Action: action }))).toBe(isIn);
  });

  it.each([
    ['s3:PutObject', true],
    ['lambda:*', true],
    ['s3:GetObject', false],
    ['s3:*', false],
    ['*', false],
  ])('leaves out what one of its values has: %s', (action, isLeft) => {
    expect(grantCovers(grant(longNot), grant({ Action: action }))).toBe(isLeft);
  });

  it('has every action where one of its values is every action', () => {
    const every = { Action: [...exceptTwo, '*'] };
    expect(grantCovers(grant(every), grant({ Action: 'lambda:GetFunction' }))).toBe(true);
    expect(grantCovers(grant(every), grant({ Action: 's3:PutObject' }))).toBe(true);
    expect(grantCovers(grant({ NotAction: every.Action }), grant({ Action: 's3:PutObject' }))).toBe(false);
  });

  it('meets what one of its values meets', () => {
    expect(meet(long, { Action: ['lambda:*', 's3:*Object'] })).toBe(true);
    expect(meet(long, { Action: ['lambda:*', 's3:PutObject'] })).toBe(false);
    expect(meet(long, { Action: '*' })).toBe(true);
    expect(meet(longNot, { Action: 's3:*' })).toBe(true);
    expect(meet(longNot, { Action: ['s3:GetObject', 'iam:ListUsers'] })).toBe(false);
  });
});
