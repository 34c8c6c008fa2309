import { describe, expect, it } from 'vitest';
import { actionsWithout } from '../../src/explain/change/action-patterns.js';
import { matchingActions } from '../../src/graph/index.js';
import { actionCovers } from '../../src/prover/index.js';

describe('the values of an Action element without some actions', () => {
  it.each([
    ['iam:*', ['iam:ListRoles']],
    ['iam:List*', ['iam:ListRoles', 'iam:ListRolePolicies']],
    ['ec2:Describe*', ['ec2:DescribeInstances']],
    ['s3:*Object', ['s3:GetObject']],
    ['S3:get*', ['s3:GetObject']],
    ['s3:?etObject', ['s3:PutObject']],
  ])('match what %s does, save %j', (value, without) => {
    const patterns = actionsWithout(value, without) ?? [];
    const covered = (name: string) => patterns.some((pattern) => actionCovers(pattern, name) === true);
    const wrong = matchingActions(value)
      .map(({ name }) => name)
      .filter((name) => covered(name) === without.includes(name));
    expect(wrong).toEqual([]);
  });

  it.each([
    ['iam:*', ['iam:ListRoles']],
    ['ec2:Describe*', ['ec2:DescribeInstances']],
  ])('match nothing that %s does not', (value, without) => {
    const patterns = actionsWithout(value, without) ?? [];
    expect(patterns.filter((pattern) => actionCovers(value, pattern) !== true)).toEqual([]);
  });

  it('stay as they are where they do not match it', () => {
    expect(actionsWithout('ec2:*', ['iam:ListRoles'])).toEqual(['ec2:*']);
  });

  it('are none where a value is one of them', () => {
    expect(actionsWithout('iam:ListRoles', ['iam:ListRoles'])).toEqual([]);
  });

  it.each(['*', '*:*'])('cannot be told for %s, which means many services', (value) => {
    expect(actionsWithout(value, ['iam:ListRoles'])).toBeUndefined();
  });
});
