import { expect, it } from 'vitest';
import rule from '../../../lint-rules/validity/no-invalid-policy.js';
import { lintAccount, lintPolicy, printed } from '../../support/rules.js';

const ARN = 'arn:aws:iam::111122223333:policy/Broken';
const broken = { Version: '2012-10-17', Statement: [{ Effect: 'allow', Action: 's3:*', Resource: '*' }] };

it('points at the character where the text stops being JSON', () => {
  const found = lintPolicy('{\n  "Version": "2012-10-17",\n  "Statement" []\n}', 'identity-based', rule);
  expect(printed(found, { subjects: false })).toMatch(/^3:15 high The policy is not valid JSON: /);
});

it('points at the second of two equal keys', () => {
  const text = '{ "Version": "2012-10-17", "Statement": [], "Version": "2012-10-17" }';
  expect(printed(lintPolicy(text, 'identity-based', rule), { subjects: false })).toMatch(
    /^1:45 high 'Version' /,
  );
});

it('tells of a managed policy once, however many have it and whatever it serves as', () => {
  const user = (name: string) => ({
    Arn: `arn:aws:iam::111122223333:user/${name}`,
    AttachedManagedPolicies: [{ PolicyArn: ARN }],
    PermissionsBoundary: { PermissionsBoundaryArn: ARN },
  });
  const example = {
    UserDetailList: [user('A-san'), user('B-san')],
    Policies: [{ Arn: ARN, PolicyVersionList: [{ Document: broken }] }],
  };
  expect(lintAccount(example, rule)).toMatchObject([{ subject: ARN, account: '111122223333' }]);
});

it('keeps the fingerprint when the text moves, and has one for each error', () => {
  const fingerprints = (text: string) =>
    lintPolicy(text, 'identity-based', rule).map(({ fingerprint }) => fingerprint);
  const twice = {
    ...broken,
    Statement: [...broken.Statement, { Effect: 'deny', Action: 'a:B', Resource: '*' }],
  };
  const found = fingerprints(JSON.stringify(twice));
  expect(fingerprints(JSON.stringify(twice, null, 4))).toEqual(found);
  expect(new Set(found).size).toBe(2);
});

it('is silent about a valid policy', () => {
  const valid = { ...broken, Statement: [{ ...broken.Statement[0], Effect: 'Allow' }] };
  expect(lintPolicy(valid, 'identity-based', rule)).toEqual([]);
});
