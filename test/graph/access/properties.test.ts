import { describe, expect, it } from 'vitest';
import { parseRequester, possibleDecisions } from '../../../src/evaluator/index.js';
import {
  accessOf,
  accessTo,
  cutOffByPublicAccessBlock,
  policiesFor,
  PolicyGraph,
  USUAL_CONTEXT,
} from '../../../src/graph/index.js';
import type { Certainty, Permission, Requester } from '../../../src/model/index.js';
import { arnCovers } from '../../../src/prover/index.js';
import type { AccountExample } from '../../support/account-example.js';
import { document, type StatementExample } from '../../support/identities.js';
import fc from '../../support/properties.js';
import { inventory } from '../../support/rules.js';

const ACCOUNTS = ['111122223333', '444455556666'] as const;
const ORG = 'o-example';

const arns = ACCOUNTS.flatMap((account) => [
  `arn:aws:iam::${account}:user/ann`,
  `arn:aws:iam::${account}:user/bob`,
  `arn:aws:iam::${account}:role/app`,
  `arn:aws:iam::${account}:role/ops`,
]);
const roles = arns.filter((arn) => arn.includes(':role/'));
const groups = ACCOUNTS.map((account) => `arn:aws:iam::${account}:group/team`);

const element = (name: string, values: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.constantFrom(name, name, name, `Not${name}`), fc.array(values, { minLength: 1, maxLength: 2 }))
    .map(([key, list]): StatementExample => ({ [key]: list }));

const everyAction = element(
  'Action',
  fc.constantFrom('*', 's3:*', 's3:GetObject', 's3:PutObject', 's3:List*', 'sts:AssumeRole', 'sqs:*'),
);
/** Without those that mean every action of AWS, which take long to write down. */
const fewActions = fc
  .array(fc.constantFrom('s3:*', 's3:GetObject', 's3:Put*', 's3:ListAllMyBuckets', 'sqs:List*'), {
    minLength: 1,
    maxLength: 2,
  })
  .map((Action): StatementExample => ({ Action }));
const resource = fc.constantFrom(
  '*',
  'arn:aws:s3:::data/*',
  'arn:aws:s3:::data/a',
  'arn:aws:s3:::data/${aws:username}/*',
  'arn:aws:s3:::data/a*b',
  'arn:aws:iam::111122223333:role/app',
  'arn:aws:iam::*:role/*',
  'arn:aws:s3',
);
const principal = fc.constantFrom<StatementExample[string]>(
  '*',
  ...arns.map((AWS) => ({ AWS })),
  ...ACCOUNTS.map((AWS) => ({ AWS })),
  { AWS: [arns[0] ?? '', 'arn:aws:iam::999999999999:role/far'] },
  { Service: 'ec2.amazonaws.com' },
);
const condition = fc.constantFrom<StatementExample>(
  {},
  {},
  {},
  { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
  { Condition: { StringEquals: { 'aws:PrincipalOrgID': ORG } } },
  { Condition: { StringEquals: { 'aws:username': 'ann' } } },
  { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app' } } },
  { Condition: { StringNotEquals: { 'aws:PrincipalAccount': '444455556666' } } },
);

const statementAbout = (action: fc.Arbitrary<StatementExample>) =>
  fc
    .tuple(
      fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
      action,
      element('Resource', resource),
      condition,
    )
    .map(([Effect, ...parts]): StatementExample =>
      parts.reduce((all, part) => ({ ...all, ...part }), { Effect }),
    );
const trustStatement = fc
  .tuple(fc.constantFrom('Allow', 'Allow', 'Deny'), principal, condition)
  .map(([Effect, Principal, more]): StatementExample => ({
    Effect,
    Principal,
    Action: 'sts:AssumeRole',
    ...more,
  }));

const some = (statement: fc.Arbitrary<StatementExample>, maxLength: number) =>
  fc.array(statement, { maxLength }).map((statements) => document(...statements));

const world = (action: fc.Arbitrary<StatementExample>) =>
  fc
    .record({
      identities: fc.array(some(statementAbout(action), 2), { minLength: 10, maxLength: 10 }),
      trusts: fc.array(some(trustStatement, 2), { minLength: roles.length, maxLength: roles.length }),
      bucket: fc.option(
        some(
          fc
            .tuple(statementAbout(action), principal)
            .map(([statement, Principal]) => ({ ...statement, Principal })),
          2,
        ),
      ),
      control: fc.option(some(statementAbout(everyAction), 1)),
      boundary: fc.option(some(statementAbout(everyAction), 2)),
      organization: fc.boolean(),
    })
    .map(({ identities, trusts, bucket, control, boundary, organization }): AccountExample => {
      const own = (index: number) => [{ PolicyName: 'own', PolicyDocument: identities[index] ?? document() }];
      const boundaryArn = `arn:aws:iam::${ACCOUNTS[0]}:policy/limit`;
      return {
        UserDetailList: arns.flatMap((Arn, index) =>
          Arn.includes(':user/')
            ? [{ Arn, UserPolicyList: own(index), GroupList: Arn.endsWith('/ann') ? ['team'] : [] }]
            : [],
        ),
        GroupDetailList: groups.map((Arn, index) => ({ Arn, GroupPolicyList: own(8 + index) })),
        RoleDetailList: roles.map((Arn, index) => ({
          Arn,
          RolePolicyList: own(arns.indexOf(Arn)),
          AssumeRolePolicyDocument: trusts[index] ?? document(),
          ...(boundary && index === 0 && { PermissionsBoundary: { PermissionsBoundaryArn: boundaryArn } }),
        })),
        Policies: boundary ? [{ Arn: boundaryArn, PolicyVersionList: [{ Document: boundary }] }] : [],
        Buckets: [{ Name: 'data', AccountId: ACCOUNTS[0], ...(bucket && { Policy: bucket }) }],
        ...(organization && {
          Organization: {
            MasterAccountId: '999900001111',
            Accounts: ACCOUNTS,
            Policies: control ? [{ Name: 'Limit', TargetIds: [ACCOUNTS[1]], Content: control }] : [],
          },
        }),
      };
    });

const question = fc.constantFrom<readonly [action: string, resource: string]>(
  ['s3:GetObject', 'arn:aws:s3:::data/a'],
  ['s3:PutObject', 'arn:aws:s3:::data/ann/b'],
  ['s3:ListAllMyBuckets', '*'],
  ['sqs:ListQueues', '*'],
  ['sts:AssumeRole', 'arn:aws:iam::111122223333:role/app'],
);

const everybody = [...arns, ...ACCOUNTS.map((account) => `arn:aws:iam::${account}:root`)];

function judge(graph: PolicyGraph, name: string, action: string, resource: string): Certainty | undefined {
  const requester = parseRequester(name);
  if (requester === undefined) throw new Error(name);
  return judgeRequester(graph, requester, action, resource);
}

function judgeRequester(graph: PolicyGraph, principal: Requester, action: string, resource: string) {
  const { request, policies } = policiesFor(graph, { principal, action, resource, context: USUAL_CONTEXT });
  if (cutOffByPublicAccessBlock(graph, graph.bucket('arn:aws:s3:::data'), principal)) return undefined;
  const possible = possibleDecisions(request, policies);
  if (!possible.includes('allowed')) return undefined;
  return possible.length === 1 ? 'certain' : 'conditional';
}

/** Who can, by asking for everybody, and then for everybody who can assume somebody who can. */
function bruteForce(graph: PolicyGraph, action: string, resource: string): ReadonlyMap<string, Certainty> {
  const found = new Map<string, Certainty>();
  for (const name of everybody) {
    const certainty = judge(graph, name, action, resource);
    if (certainty) found.set(name, certainty);
  }
  for (let changed = true; changed;) {
    changed = false;
    for (const role of roles) {
      const onward = found.get(role);
      if (onward === undefined) continue;
      for (const name of everybody) {
        const hop = judge(graph, name, 'sts:AssumeRole', role);
        if (hop === undefined || found.get(name) === 'certain') continue;
        const certainty = hop === 'certain' && onward === 'certain' ? 'certain' : 'conditional';
        if (found.get(name) === certainty) continue;
        found.set(name, certainty);
        changed = true;
      }
    }
  }
  return found;
}

describe('who can', () => {
  it('are those for whom the evaluator says so, one by one', () => {
    fc.assert(
      fc.property(world(everyAction), question, (example, [action, resource]) => {
        const graph = new PolicyGraph(inventory(example));
        const { principals } = accessTo(graph, { action, resource });
        const found = [
          ...principals.certain.map(({ principal }) => [principal, 'certain']),
          ...principals.conditional.map(({ principal }) => [principal, 'conditional']),
          ...principals.undecided.map(({ principal }) => [principal, 'undecided']),
        ];
        expect(new Map(found as [string, Certainty][])).toEqual(bruteForce(graph, action, resource));
      }),
      { numRuns: 200 },
    );
  });

  it('are the same whatever was asked before', () => {
    const questions = fc.array(question, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(world(everyAction), questions, (example, all) => {
        const graph = new PolicyGraph(inventory(example));
        for (const [action, resource] of all) {
          const alone = accessTo(new PolicyGraph(inventory(example)), { action, resource });
          expect(JSON.stringify(accessTo(graph, { action, resource }))).toBe(JSON.stringify(alone));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are on something in a pattern all who are on one of its resources', () => {
    fc.assert(
      fc.property(world(everyAction), (example) => {
        const graph = new PolicyGraph(inventory(example));
        const names = (resource: string) => {
          const { principals } = accessTo(graph, { action: 's3:GetObject', resource });
          return new Set(
            Object.values(principals)
              .flat()
              .map(({ principal }) => principal),
          );
        };
        const all = names('arn:aws:s3:::data/*');
        for (const resource of ['arn:aws:s3:::data/a', 'arn:aws:s3:::data/ann/x', 'arn:aws:s3:::data/axb'])
          expect([...names(resource)].filter((name) => !all.has(name))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('what a principal can', () => {
  /** A grant is about resources of the principal's own account where it names no other. */
  const covers = ({ actions, grants }: Permission, action: string, resource: string, own: string) =>
    isAmong(actions.patterns, action) &&
    !isAmong(actions.except, action) &&
    grants.some(
      (grant) =>
        (resource === '*' || (grant.resourceAccount ?? own) === ACCOUNTS[0]) &&
        (grant.resource === '*' || arnCovers(grant.resource, resource) === true) &&
        !grant.exceptions.some(
          ({ resource: excepted, conditions }) =>
            conditions.length === 0 && arnCovers(excepted, resource) === true,
        ),
    );
  const isAmong = (patterns: readonly string[], action: string) =>
    patterns.some(
      (pattern) =>
        pattern === '*' ||
        pattern === action ||
        (pattern.endsWith('*') && action.startsWith(pattern.slice(0, -1))),
    );

  it('is nothing that the evaluator denies, and all that it allows', () => {
    fc.assert(
      fc.property(world(fewActions), fc.constantFrom(...arns), (example, name) => {
        const graph = new PolicyGraph(inventory(example));
        const requester = parseRequester(name);
        if (requester === undefined) throw new Error(name);
        const { permissions } = accessOf(graph, requester);
        const own = name.split(':')[4] ?? '';
        for (const [action, resource] of [
          ['s3:GetObject', 'arn:aws:s3:::data/a'],
          ['s3:GetObject', 'arn:aws:s3:::data/ann/b'],
          ['s3:PutObject', 'arn:aws:s3:::data/axb'],
          ['s3:ListAllMyBuckets', '*'],
          ['sqs:ListQueues', '*'],
        ] as const) {
          const isListed = permissions.some((permission) => covers(permission, action, resource, own));
          const isAllowed = judge(graph, name, action, resource) !== undefined;
          if (isListed !== isAllowed) {
            expect({ action, resource, isListed, permissions }).toEqual({ isListed: isAllowed });
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
