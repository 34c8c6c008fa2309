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
