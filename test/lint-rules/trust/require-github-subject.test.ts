import { describe, expect, it } from 'vitest';
import rule from '../../../lint-rules/trust/require-github-subject.js';
import { lintPolicy } from '../../support/rules.js';

const GITHUB = 'token.actions.githubusercontent.com';
const SUBJECT = `${GITHUB}:sub`;
const statement = (condition: object, provider = GITHUB) => ({
  Effect: 'Allow',
  Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${provider}` },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: condition,
});
const reachOf = (...statements: object[]) =>
  lintPolicy({ Version: '2012-10-17', Statement: statements }, 'role-trust', rule).map(
    ({ messageId }) => messageId,
  );

describe('a subject', () => {
  it.each([
    'repo:octo-org/octo-repo:ref:refs/heads/main',
    'repo:octo-org/octo-repo:*',
    'repo:octo-org@65/octo-repo@74:*',
    'repo:octo-org@*/octo-repo@*:environment:prod',
    'repository_id:74:*',
    'repository_owner:octo-org:environment:prod:repo:octo-org/octo-repo',
    'job_workflow_ref:octo-org/octo-repo/.github/workflows/deploy.yml@*',
  ])('%s names a repository', (value) => {
    expect(reachOf(statement({ StringLike: { [SUBJECT]: value } }))).toEqual([]);
  });

  it.each([
    'repo:octo-org/*',
    'repo:octo-org/octo-*:ref:refs/heads/main',
    'repo:octo-org/octo-repo*',
    'repo:octo-org@65/*',
    'repository_owner:octo-org:*',
    'repository_owner_id:65:environment:prod',
  ])('%s names no more than the organization', (value) => {
    expect(reachOf(statement({ StringLike: { [SUBJECT]: value } }))).toEqual(['organization']);
  });

  it.each([
    '*',
    'repo:*',
    'repo:octo-org*',
    'repo:*/octo-repo:*',
    'environment:prod',
    'repo:${aws:username}/x:*',
  ])('%s names nobody', (value) => {
    expect(reachOf(statement({ StringLike: { [SUBJECT]: value } }))).toEqual(['anybody']);
  });

  it('is as wide as the widest of its values', () => {
    const values = ['repo:octo-org/octo-repo:*', 'repo:other/*'];
    expect(reachOf(statement({ StringLike: { [SUBJECT]: values } }))).toEqual(['organization']);
  });

  it('has no wildcards under StringEquals, and then matches nobody', () => {
    expect(reachOf(statement({ StringEquals: { [SUBJECT]: 'repo:octo-org/*' } }))).toEqual([]);
  });

  it('has to be there', () => {
    const value = { [SUBJECT]: 'repo:octo-org/octo-repo:*' };
    expect(reachOf(statement({ StringLikeIfExists: value }))).toEqual(['anybody']);
    expect(reachOf(statement({ 'ForAllValues:StringLike': value }))).toEqual(['anybody']);
    expect(reachOf(statement({ StringLikeIfExists: value, Null: { [SUBJECT]: 'false' } }))).toEqual([]);
    expect(reachOf(statement({ StringNotLike: value }))).toEqual(['anybody']);
  });

  it('of another provider does not count', () => {
    expect(reachOf(statement({ StringEquals: { 'gitlab.com:sub': 'repo:octo-org/octo-repo:x' } }))).toEqual([
      'anybody',
    ]);
  });
});

it('other claims that name the repository do as well', () => {
  expect(reachOf(statement({ StringEquals: { [`${GITHUB}:repository`]: 'octo-org/octo-repo' } }))).toEqual(
    [],
  );
  expect(reachOf(statement({ StringEquals: { [`${GITHUB}:repository_owner`]: 'octo-org' } }))).toEqual([
    'organization',
  ]);
  expect(reachOf(statement({ StringEquals: { [`${GITHUB}:environment`]: 'prod' } }))).toEqual(['anybody']);
});

it('an enterprise with an issuer of its own is no stranger', () => {
  const issuer = `${GITHUB}/octo-enterprise`;
  const subject = { StringLike: { [`${issuer}:sub`]: 'repo:octo-org/octo-repo:*' } };
  expect(reachOf(statement(subject, issuer))).toEqual([]);
  expect(reachOf(statement({ StringLike: { [`${issuer}:sub`]: '*' } }, issuer))).toEqual(['organization']);
});

it('a Deny of all other subjects silences the rule, a Deny of some does not', () => {
  const { Principal, Action } = statement({});
  const deny = (condition: object) => ({ Effect: 'Deny', Principal, Action, Condition: condition });
  const all = statement({ StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' } });
  expect(reachOf(all, deny({ StringNotLike: { [SUBJECT]: 'repo:octo-org/octo-repo:*' } }))).toEqual([]);
  expect(reachOf(all, deny({ StringLike: { [SUBJECT]: 'repo:evil/*' } }))).toEqual(['anybody']);
});

it('other providers and other actions are not its business', () => {
  expect(reachOf(statement({}, 'gitlab.com'))).toEqual([]);
  expect(reachOf(statement({}, `${GITHUB}.example.com`))).toEqual([]);
  expect(reachOf({ ...statement({}), Action: 'sts:TagSession' })).toEqual([]);
});
