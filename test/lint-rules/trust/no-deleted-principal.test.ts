import { expect, it } from 'vitest';
import rule from '../../../lint-rules/trust/no-deleted-principal.js';
import { lintPolicy } from '../../support/rules.js';

/** The indexes of the principals that the rule is about. */
function deletedIn(statement: object) {
  const trust = { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement }] };
  return lintPolicy(trust, 'role-trust', rule)
    .map(({ locations }) => locations[0].location.path.at(-1))
    .sort();
}

it('finds ids of users and roles, in a Deny and a NotPrincipal too', () => {
  const ids = ['AIDACKCEVSQ6C2EXAMPLE', 'arn:aws:iam::111122223333:role/Deploy', 'AROADBQP57FF2AEXAMPLE'];
  expect(deletedIn({ Principal: { AWS: ids } })).toEqual([0, 2]);
  expect(deletedIn({ Effect: 'Deny', NotPrincipal: { AWS: ids } })).toEqual([0, 2]);
});

it('takes nothing else for one', () => {
  expect(deletedIn({ Principal: { AWS: ['AROA', 'AROAdbqp57ff2aexample', '111122223333', '*'] } })).toEqual(
    [],
  );
  expect(deletedIn({ Principal: { Federated: 'AROADBQP57FF2AEXAMPLE' } })).toEqual([]);
  const condition = { StringLike: { 'aws:userid': 'AROADBQP57FF2AEXAMPLE:*' } };
  expect(deletedIn({ Principal: { AWS: '111122223333' }, Condition: condition })).toEqual([]);
});
