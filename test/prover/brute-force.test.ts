import { describe, expect, it } from 'vitest';
import { contextValue, documentsPermit, permits } from '../../src/evaluator/index.js';
import type {
  ApplicablePolicies,
  PolicyDocument,
  PolicyType,
  Request,
  Requester,
  Truth,
  UndecidedReason,
} from '../../src/model/index.js';
import { parsePolicy } from '../../src/normalizers/index.js';
import { noNewAccess } from '../../src/prover/index.js';
import fc from '../support/properties.js';

/*
 * Small random policies over a few actions, resources, principals and keys, and all requests that can be made of
 * them. The prover looks at more requests than these, so it may know of one that is not among them; never the other
 * way round.
 */

const ACCOUNT = '111122223333';
const USER: Requester = { kind: 'user', arn: `arn:aws:iam::${ACCOUNT}:user/dev/alice` };
const ROLE: Requester = { kind: 'role', arn: `arn:aws:iam::${ACCOUNT}:role/ci`, session: 'run' };
const OUTSIDER: Requester = { kind: 'role', arn: 'arn:aws:iam::444455556666:role/reader', session: 'run' };

const ACTIONS = ['s3:GetObject', 's3:GetObjectTagging', 's3:PutObject', 's3:ListBucket', 'sqs:SendMessage'];
const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  's3:GetObject': [
    'arn:aws:s3:::logs/a/1',
    'arn:aws:s3:::logs/b',
    'arn:aws:s3:::data/a/1',
    'arn:aws:s3:::red/alice/1',
  ],
  's3:GetObjectTagging': ['arn:aws:s3:::logs/a/1', 'arn:aws:s3:::logs/b', 'arn:aws:s3:::data/a/1'],
  's3:PutObject': ['arn:aws:s3:::logs/a/1', 'arn:aws:s3:::data/a/1'],
  's3:ListBucket': ['arn:aws:s3:::logs', 'arn:aws:s3:::data'],
  'sqs:SendMessage': [`arn:aws:sqs:eu-west-1:${ACCOUNT}:orders`, `arn:aws:sqs:us-east-1:${ACCOUNT}:orders`],
};

type Values = readonly (readonly string[] | 'absent')[];
const KEYS: Readonly<Record<string, Values>> = {
  'aws:SourceIp': [['203.0.113.9'], ['10.1.2.3'], ['10.200.0.1'], ['2001:db8::9']],
  'aws:PrincipalTag/team': ['absent', ['red'], ['blue'], ['reddish'], ['alice']],
  'aws:PrincipalTag/limit': ['absent', ['5'], ['11'], ['true']],
  'aws:ResourceTag/owner': ['absent', ['alice'], ['bob'], ['blue'], ['x-alice'], ['us']],
  'aws:RequestTag/team': ['absent', ['red'], ['RED'], ['Red'], ['rED'], ['blue']],
  'aws:MultiFactorAuthPresent': ['absent', ['true'], ['false']],
  'aws:TagKeys': ['absent', ['a'], ['b'], ['a', 'b'], ['a', 'c']],
  's3:max-keys': ['absent', ['5'], ['10'], ['11']],
  'aws:CurrentTime': [['2024-06-01T00:00:00Z'], ['2026-06-01T00:00:00Z']],
  'aws:RequestedRegion': [['eu-west-1'], ['us-east-1']],
  'aws:ResourceAccount': [[ACCOUNT], ['444455556666']],
  'aws:SourceIdentity': ['absent', ['alice'], ['bob']],
  'aws:username': [['alice'], ['bob']],
  'aws:userid': [['AROAEXAMPLE:run'], ['AIDAEXAMPLE']],
  'aws:PrincipalOrgID': ['absent', ['o-a'], ['o-b']],
  'aws:PrincipalArn': [['arn:aws:iam::777788889999:role/made-by-a-service']],
  'aws:SourceArn': ['absent', ['arn:aws:s3:::logs'], [`arn:aws:sns:us-east-1:${ACCOUNT}:topic`]],
  'aws:SourceAccount': ['absent', [ACCOUNT], ['444455556666']],
  'aws:PrincipalServiceName': [['sns.amazonaws.com']],
  'aws:PrincipalAccount': [['777788889999']],
  'aws:PrincipalIsAWSService': [['false']],
  'aws:PrincipalType': [['AssumedRole'], ['Other']],
};

const oneOf = fc.constantFrom;
const some = <Item>(...items: readonly Item[]) =>
  fc.subarray([...items], { minLength: 1, maxLength: Math.min(2, items.length) });

const CONDITIONS = [
  fc.tuple(
    oneOf('IpAddress', 'NotIpAddress'),
    fc.constant('aws:SourceIp'),
    some('10.0.0.0/8', '10.0.0.0/9', '203.0.113.0/24', '0.0.0.0/0'),
  ),
  fc.tuple(
    oneOf(
      'StringEquals',
      'StringNotEquals',
      'StringLike',
      'StringNotLike',
      'StringEqualsIfExists',
      'StringNotEqualsIfExists',
    ),
    fc.constant('aws:PrincipalTag/team'),
    some('red', 'red*', 'blue', '*d*'),
  ),
  fc.tuple(oneOf('Bool', 'BoolIfExists'), fc.constant('aws:MultiFactorAuthPresent'), some('true', 'false')),
  fc.tuple(
    oneOf('StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCaseIfExists'),
    fc.constant('aws:RequestTag/team'),
    some('red', 'RED', 'Red'),
  ),
  fc.tuple(
    fc.constant('Null'),
    oneOf('aws:MultiFactorAuthPresent', 'aws:PrincipalTag/team', 'aws:TagKeys'),
    some('true', 'false'),
  ),
  fc.tuple(
    oneOf(
      'ForAllValues:StringEquals',
      'ForAnyValue:StringEquals',
      'ForAnyValue:StringNotEquals',
      'ForAllValues:StringLikeIfExists',
    ),
    fc.constant('aws:TagKeys'),
    some('a', 'b', 'c*'),
  ),
  fc.tuple(
    oneOf('NumericLessThan', 'NumericGreaterThanEquals', 'NumericEquals', 'NumericNotEquals'),
    fc.constant('s3:max-keys'),
    some('10', '5'),
  ),
  fc.tuple(
    oneOf('DateLessThan', 'DateGreaterThan'),
    fc.constant('aws:CurrentTime'),
    some('2025-01-01T00:00:00Z'),
  ),
  fc.tuple(
    oneOf('StringEquals', 'StringNotEquals', 'StringLike'),
    fc.constant('aws:RequestedRegion'),
    some('eu-west-1', 'eu-*', 'us-east-?', 'sa-east-1'),
  ),
  fc.tuple(
    oneOf('StringEquals', 'StringNotLike', 'StringEqualsIfExists'),
    fc.constant('aws:ResourceAccount'),
    some(ACCOUNT, '1111*', '444455556666'),
  ),
  fc.tuple(
    oneOf('StringLike', 'StringNotEquals', 'StringNotEqualsIfExists'),
    oneOf('aws:SourceIdentity', 'aws:username'),
    some('alice', 'b*'),
  ),
] as const;

const CONDITIONS_WITH_VARIABLES = [
  fc.tuple(
    oneOf('StringLike', 'StringNotEquals', 'StringEqualsIfExists'),
    fc.constant('aws:PrincipalTag/team'),
    some('red', 'b*', '${aws:username}', '*'),
  ),
  fc.tuple(
    oneOf('StringEquals', 'StringNotLike'),
    fc.constant('aws:username'),
    some('alice', 'b*', '${aws:PrincipalTag/team}'),
  ),
  fc.tuple(
    oneOf('StringEquals', 'StringNotEqualsIfExists', 'StringLike', 'StringEqualsIgnoreCase'),
    fc.constant('aws:ResourceTag/owner'),
    some('${aws:username}', '${aws:PrincipalTag/team}', "x-${aws:PrincipalTag/team, 'nobody'}", '*', 'bob'),
  ),
  fc.tuple(
    fc.constant('Null'),
    oneOf('aws:ResourceTag/owner', 'aws:PrincipalTag/team'),
    some('true', 'false'),
  ),
  fc.tuple(
    oneOf('NumericLessThan', 'NumericNotEquals'),
    fc.constant('s3:max-keys'),
    some('10', '${aws:PrincipalTag/limit}'),
  ),
  fc.tuple(
    oneOf('Bool', 'BoolIfExists'),
    fc.constant('aws:MultiFactorAuthPresent'),
    some('true', '${aws:PrincipalTag/limit}'),
  ),
  fc.tuple(
    oneOf('ArnLike', 'ArnNotLike'),
    fc.constant('aws:PrincipalArn'),
    some('arn:aws:iam::*:user/dev/${aws:PrincipalTag/team}', 'arn:aws:iam::*:role/*', '${aws:PrincipalArn}'),
  ),
  fc.tuple(
    oneOf('ForAnyValue:StringEquals', 'ForAllValues:StringLike'),
    fc.constant('aws:TagKeys'),
    some('${aws:PrincipalTag/team}', 'a', '*'),
  ),
  fc.tuple(
    oneOf('StringEquals', 'StringNotEquals', 'StringLikeIfExists'),
    fc.constant('aws:ResourceAccount'),
    some('${aws:PrincipalAccount}', '444455556666', '1*'),
  ),
  fc.tuple(
    oneOf('StringEquals', 'StringNotLike'),
    fc.constant('aws:RequestedRegion'),
    some('${aws:PrincipalTag/team}', 'eu-west-1', '${aws:ResourceTag/owner}-east-1'),
  ),
] as const;

const CONDITIONS_ON_THE_CALLER = [
  fc.tuple(
    oneOf('ArnLike', 'ArnNotEquals', 'StringEquals', 'StringNotLikeIfExists'),
    fc.constant('aws:PrincipalArn'),
    some(USER.arn, 'arn:aws:iam::*:role/*', 'arn:aws:iam::111122223333:*', 'arn:aws:iam::444455556666:root'),
  ),
  fc.tuple(
    oneOf('StringEquals', 'StringNotEquals', 'StringLikeIfExists'),
    fc.constant('aws:PrincipalAccount'),
    some(ACCOUNT, '444455556666', '1*'),
  ),
  fc.tuple(
    oneOf('StringEquals', 'StringNotEqualsIfExists'),
    fc.constant('aws:PrincipalType'),
    some('User', 'AssumedRole', 'Account', 'Anonymous'),
  ),
  fc.tuple(
    oneOf('StringLike', 'StringNotLike'),
    fc.constant('aws:userid'),
    some('AROAEXAMPLE:*', '*', ACCOUNT, 'AIDAEXAMPLE'),
  ),
  fc.tuple(
    oneOf('StringEquals', 'StringNotEquals', 'StringEqualsIfExists'),
    fc.constant('aws:PrincipalOrgID'),
    some('o-a', 'o-b'),
  ),
  fc.tuple(oneOf('Bool', 'BoolIfExists'), fc.constant('aws:PrincipalIsAWSService'), some('true', 'false')),
  fc.tuple(
    oneOf('StringEquals', 'StringNotEqualsIfExists'),
    fc.constant('aws:PrincipalServiceName'),
    some('sns.amazonaws.com', 'ec2.amazonaws.com'),
  ),
  fc.tuple(
    oneOf('ArnLike', 'ArnNotLike', 'StringEqualsIfExists'),
    fc.constant('aws:SourceArn'),
    some('arn:aws:s3:::*', `arn:aws:sns:*:${ACCOUNT}:*`),
  ),
  fc.tuple(oneOf('StringEquals', 'StringNotEquals'), fc.constant('aws:SourceAccount'), some(ACCOUNT)),
  fc.tuple(
    fc.constant('Null'),
    oneOf(
      'aws:SourceArn',
      'aws:PrincipalOrgID',
      'aws:PrincipalArn',
      'aws:username',
      'aws:PrincipalServiceName',
    ),
    some('true', 'false'),
  ),
] as const;

const element = (name: 'Action' | 'Resource', values: fc.Arbitrary<string[]>) =>
  fc.tuple(oneOf(name, name, `Not${name}`), values).map(([key, list]) => ({ [key]: list }));

const actions = some(
  '*',
  's3:*',
  's3:Get*',
  's3:*Object*',
  's3:GetObject',
  's3:putobject',
  's3:List*',
  'sqs:SendMessage',
);
const resources = some(
  '*',
  'arn:aws:s3:::logs/*',
  'arn:aws:s3:::logs*',
  'arn:aws:s3:::*/a/*',
  'arn:aws:s3:::logs',
  'arn:aws:s3:::data/a/1',
  'arn:aws:sqs:eu-west-1:*:orders',
  'arn:aws:sqs:*:*:*',
);

const resourcesWithVariables = some(
  'arn:aws:s3:::${aws:PrincipalTag/team}/*',
  'arn:aws:s3:::logs/${aws:username}*',
  "arn:aws:s3:::*/${aws:username, 'nobody'}/*",
  'arn:aws:sqs:*:${aws:PrincipalAccount}:*',
  'arn:aws:s3:::red/*',
  'arn:aws:s3:::*',
  '*',
);

type ConditionEntry = readonly [operator: string, key: string, values: readonly string[]];

const NOW = '2012-10-17';

/** What pairs of policies are made of that ask for few enough keys to go through every request. */
function grammar(
  kinds: readonly fc.Arbitrary<ConditionEntry>[],
  about = resources,
  versions: fc.Arbitrary<string> = fc.constant(NOW),
) {
  const conditions = fc.array(fc.oneof(...kinds), { maxLength: 2 }).map((list) => {
    const result: Record<string, Record<string, readonly string[]>> = {};
    for (const [operator, key, values] of list) result[operator] = { ...result[operator], [key]: values };
    return list.length === 0 ? {} : { Condition: result };
  });
  const statement = fc
    .tuple(
      oneOf('Allow', 'Allow', 'Deny'),
      element('Action', actions),
      element('Resource', about),
      conditions,
    )
    .map(([Effect, action, resource, Condition]) => ({ Effect, ...action, ...resource, ...Condition }));
  const withPrincipal = fc
    .tuple(statement, oneOf('Principal', 'Principal', 'NotPrincipal'), principal)
    .map(([rest, key, value]) => ({ ...rest, [key]: value }));
  return { policy: policyOf(statement, versions), resourcePolicy: policyOf(withPrincipal, versions) };
}

const principal = oneOf<unknown>(
  { Service: 'sns.amazonaws.com' },
  { AWS: 'arn:aws:sts::111122223333:assumed-role/ci/run' },
  { Federated: 'cognito-identity.amazonaws.com' },
  '*',
  { AWS: ACCOUNT },
  { AWS: USER.arn },
  { AWS: [ROLE.arn, 'arn:aws:iam::444455556666:root'] },
);

function policyOf(statements: fc.Arbitrary<object>, versions: fc.Arbitrary<string>): fc.Arbitrary<object> {
  return fc
    .tuple(versions, fc.array(statements, { minLength: 1, maxLength: 3 }))
    .map(([Version, Statement]) => ({ Version, Statement }));
}

const grammars = fc
  .subarray<fc.Arbitrary<ConditionEntry>>([...CONDITIONS, ...CONDITIONS_ON_THE_CALLER], {
    minLength: 2,
    maxLength: 2,
  })
  .map((kinds) => grammar(kinds));

function document(policy: object, type: PolicyType): PolicyDocument {
  return parsePolicy(JSON.stringify(policy), 'policy.json', {
    type,
    owner: 'policy.json',
    name: 'policy.json',
  });
}

/** Every request over the keys that the policies ask for, where principal and resource leave their values open. */
function* requests(
  documents: readonly PolicyDocument[],
  requesters: readonly Requester[],
  variables: readonly string[] = [],
): Iterable<Request> {
  const asked = new Set([
    ...variables,
    ...documents.flatMap(({ statements }) =>
      statements.flatMap(({ conditions }) => conditions.map(({ key }) => key.value)),
    ),
  ]);
  for (const principal of requesters) {
    for (const action of ACTIONS) {
      for (const resource of RESOURCES[action] ?? []) {
        const request = { principal, action, resource, context: {} };
        const open = Object.entries(KEYS).flatMap(([key, values]): [string, Values][] => {
          const known = asked.has(key) ? contextValue(request, key.toLowerCase()) : 'absent';
          if (known === 'present') return [[key, values.filter((value) => value !== 'absent')]];
          return known === 'unknown' ? [[key, values]] : [];
        });
        for (const context of contexts(open)) yield { ...request, ...context };
      }
    }
  }
}

type Context = Pick<Request, 'context' | 'absentKeys'>;

function contexts([first, ...rest]: readonly (readonly [string, Values])[]): readonly Context[] {
  if (first === undefined) return [{ context: {}, absentKeys: [] }];
  const [key, values] = first;
  return contexts(rest).flatMap(({ context, absentKeys = [] }) =>
    values.map((value) =>
      value === 'absent'
        ? { context, absentKeys: [...absentKeys, key] }
        : { context: { ...context, [key]: value }, absentKeys },
    ),
  );
}

/** The keys, as far as requests hold them, that policy variables take their values from. */
function variablesIn(policies: readonly object[]): readonly string[] {
  const text = JSON.stringify(policies);
  return Object.keys(KEYS).filter((key) => text.includes(`\${${key}`));
}

function absentBesides({ absentKeys = [] }: Request, context: Request['context']): readonly string[] {
  return absentKeys.filter((key) => !(key in context));
}

/** Compares what the prover says with what every single request says. */
function check(
  permitsBefore: (request: Request) => boolean,
  permitsAfter: (request: Request) => boolean,
  claim: ReturnType<typeof noNewAccess>,
  all: Iterable<Request>,
  mayBeOpen: readonly UndecidedReason[] = [],
): void {
  for (const { request } of claim.witnesses) {
    expect([permitsAfter(request), permitsBefore(request)], JSON.stringify(request)).toEqual([true, false]);
  }
  expect(claim.reasons.filter((reason) => !mayBeOpen.includes(reason))).toEqual([]);
  if (claim.verdict !== 'proved') return;
  for (const request of all) {
    if (permitsAfter(request) && !permitsBefore(request)) {
      expect.fail(`proved, and yet this is new: ${JSON.stringify(request)}`);
    }
  }
}

/** Pairs of policies, 15,200 in all. Whole sets of policies take longest. */
const RUNS = Number(process.env['IAMLINT_PROPERTY_RUNS'] ?? 4000);

/** Milliseconds for each test. */
const PATIENCE = 150 * RUNS;

const RUNS_OF_SETS = Math.round(RUNS * 0.55);
const RUNS_WITH_VARIABLES = Math.round(RUNS * 0.25);

const permitted = (documents: readonly PolicyDocument[]) => (request: Request) =>
  settled(documentsPermit(request, documents), request);

/** A request that leaves something open would look like one that is not permitted. */
function settled(truth: Truth, request: Request): boolean {
  if (truth === 'unknown') expect.fail(`not settled: ${JSON.stringify(request)}`);
  return truth === 'true';
}

describe('the prover and every single request agree', () => {
  it(
    'on identity-based policies',
    () => {
      const pairs = grammars.chain(({ policy }) => fc.tuple(policy, policy));
      fc.assert(
        fc.property(pairs, ([a, b]) => {
          const [before, after] = [document(a, 'identity-based'), document(b, 'identity-based')];
          const claim = noNewAccess([before], [after]);
          check(permitted([before]), permitted([after]), claim, requests([before, after], [USER, ROLE]));
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );

  it(
    'on policies with variables, as far as the prover follows them',
    () => {
      const grammars = fc
        .subarray([...CONDITIONS_WITH_VARIABLES], { minLength: 2, maxLength: 2 })
        .map((kinds) => grammar(kinds, resourcesWithVariables, oneOf(NOW, NOW, NOW, '2008-10-17')));
      const pairs = grammars.chain(({ policy }) => fc.tuple(policy, policy));
      fc.assert(
        fc.property(pairs, ([a, b]) => {
          const [before, after] = [document(a, 'identity-based'), document(b, 'identity-based')];
          const claim = noNewAccess([before], [after]);
          const all = requests([before, after], [USER, ROLE], variablesIn([a, b]));
          // What is not followed may be more than there is time for.
          const open = ['policyVariable', 'mixedOperators', 'budget'] as const;
          check(permitted([before]), permitted([after]), claim, all, open);
        }),
        { numRuns: RUNS_WITH_VARIABLES },
      );
    },
    PATIENCE,
  );

  it(
    'on resource-based policies',
    () => {
      const requesters: readonly Requester[] = [USER, ROLE, OUTSIDER, { kind: 'anonymous' }];
      const pairs = grammars.chain(({ resourcePolicy }) => fc.tuple(resourcePolicy, resourcePolicy));
      fc.assert(
        fc.property(pairs, ([a, b]) => {
          const [before, after] = [document(a, 'resource-based'), document(b, 'resource-based')];
          const claim = noNewAccess([before], [after]);
          check(permitted([before]), permitted([after]), claim, requests([before, after], requesters));
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );

  it(
    'on resource-based policies that ask who calls',
    () => {
      const requesters: readonly Requester[] = [
        USER,
        ROLE,
        OUTSIDER,
        { kind: 'root', account: ACCOUNT, partition: 'aws' },
        { kind: 'root', account: '444455556666', partition: 'aws' },
        { kind: 'service', service: 'sns.amazonaws.com' },
        { kind: 'service', service: 'ec2.amazonaws.com' },
        { kind: 'web-identity', provider: 'cognito-identity.amazonaws.com' },
        { kind: 'anonymous' },
      ];
      const pairs = fc
        .subarray<fc.Arbitrary<ConditionEntry>>([...CONDITIONS_ON_THE_CALLER], { minLength: 2, maxLength: 3 })
        .map((kinds) => grammar(kinds))
        .chain(({ resourcePolicy }) => fc.tuple(resourcePolicy, resourcePolicy));
      fc.assert(
        fc.property(pairs, ([a, b]) => {
          const [before, after] = [document(a, 'resource-based'), document(b, 'resource-based')];
          const claim = noNewAccess([before], [after]);
          const all = requests([before, after], requesters);
          check(permitted([before]), permitted([after]), claim, all, ['mixedOperators']);
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );

  it(
    'on a principal of whom tags are known',
    () => {
      const tags = fc.record({
        'aws:PrincipalTag/team': oneOf([], ['red'], ['alice']),
        'aws:PrincipalTag/limit': oneOf([], ['5'], ['true']),
      });
      const pairs = fc
        .subarray([...CONDITIONS_WITH_VARIABLES], { minLength: 2, maxLength: 2 })
        .map((kinds) => grammar(kinds, resourcesWithVariables))
        .chain(({ policy }) => fc.tuple(policy, tags, policy, tags));
      fc.assert(
        fc.property(pairs, ([a, tagsBefore, b, tagsAfter]) => {
          const side = (policy: object, context: Request['context']) => {
            const policies = { identity: [document(policy, 'identity-based')] };
            const permitsOne = (request: Request) => {
              const known = { ...request, context: { ...request.context, ...context } };
              return settled(
                permits({ ...known, absentKeys: absentBesides(request, context) }, policies),
                request,
              );
            };
            return { access: { policies, context }, documents: policies.identity, permitsOne };
          };
          const [before, after] = [side(a, tagsBefore), side(b, tagsAfter)];
          const claim = noNewAccess(before.access, after.access, { requesters: [USER] });
          const unknown = variablesIn([a, b]).filter((key) => !(key in tagsBefore));
          const all = requests([...before.documents, ...after.documents], [USER], unknown);
          const open = ['policyVariable', 'mixedOperators', 'budget'] as const;
          check(before.permitsOne, after.permitsOne, claim, all, open);
        }),
        { numRuns: RUNS_WITH_VARIABLES },
      );
    },
    PATIENCE,
  );

  it(
    'on everything that bears on a principal',
    () => {
      const pairs = grammars.chain(({ policy }) => {
        const side = fc.record({
          identity: fc.array(policy, { minLength: 1, maxLength: 2 }),
          boundary: fc.option(policy),
          levels: fc.option(fc.array(fc.array(policy, { maxLength: 2 }), { minLength: 1, maxLength: 2 })),
        });
        return fc.tuple(side, side);
      });
      fc.assert(
        fc.property(pairs, (sides) => {
          const [before, after] = sides.map(({ identity, boundary, levels }): ApplicablePolicies => ({
            identity: identity.map((policy) => document(policy, 'identity-based')),
            ...(boundary && { permissionsBoundary: document(boundary, 'permissions-boundary') }),
            ...(levels && {
              serviceControl: levels.map((level) =>
                level.map((policy) => document(policy, 'service-control')),
              ),
            }),
          })) as [ApplicablePolicies, ApplicablePolicies];
          const is = (side: ApplicablePolicies) => (request: Request) =>
            settled(permits(request, side), request);
          const documents = [before, after].flatMap(
            ({ identity, permissionsBoundary, serviceControl = [] }) => [
              ...identity,
              ...(permissionsBoundary ? [permissionsBoundary] : []),
              ...serviceControl.flat(),
            ],
          );
          check(is(before), is(after), noNewAccess(before, after), requests(documents, [USER, ROLE]));
        }),
        { numRuns: RUNS_OF_SETS },
      );
    },
    PATIENCE,
  );
});
