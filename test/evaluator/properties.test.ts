import { describe, expect, it } from 'vitest';
import { decide, evaluate, possibleDecisions } from '../../src/evaluator/index.js';
import type { ApplicablePolicies, PolicyType, Request, Requester } from '../../src/model/index.js';
import { policy } from '../support/policies.js';
import fc from '../support/properties.js';

const ACCOUNT = '111122223333';
const OTHER = '444455556666';
const USER = `arn:aws:iam::${ACCOUNT}:user/A-san`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/App`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/App/session`;

const requester = fc.constantFrom<Requester>(
  { kind: 'user', arn: USER },
  { kind: 'user', arn: `arn:aws:iam::${OTHER}:user/B-san` },
  { kind: 'role', arn: ROLE, session: 'session' },
  { kind: 'role', arn: SESSION },
  { kind: 'federated-user', arn: `arn:aws:sts::${ACCOUNT}:federated-user/guest`, user: USER },
  { kind: 'root', account: ACCOUNT },
  { kind: 'service', service: 'sns.amazonaws.com' },
  { kind: 'anonymous' },
);

const target = fc.constantFrom<readonly [action: string, resource: string]>(
  ['sqs:SendMessage', `arn:aws:sqs:eu-west-1:${ACCOUNT}:orders`],
  ['s3:GetObject', 'arn:aws:s3:::example-bucket/report'],
  ['ec2:DescribeInstances', '*'],
  ['kms:Decrypt', `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`],
  ['sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/Target`],
);

const KEYS = [
  'aws:MultiFactorAuthPresent',
  'aws:PrincipalTag/team',
  'aws:TagKeys',
  'aws:SourceIp',
  'aws:SourceVpce',
];

/** What the policies below ask of a service besides. */
const SERVICE_KEYS = ['aws:PrincipalArn', 'aws:SourceAccount'];

const context = fc.record(
  {
    'aws:MultiFactorAuthPresent': fc.constantFrom(['true'], ['false']),
    'aws:PrincipalTag/team': fc.constantFrom(['blue'], ['red'], ['']),
    'aws:TagKeys': fc.constantFrom(['a'], ['a', 'b'], []),
    'aws:SourceIp': fc.constantFrom(['203.0.113.1'], ['2001:db8::1']),
    'aws:SourceVpce': fc.constant(['vpce-1']),
  },
  { requiredKeys: [] },
);

const condition = fc.constantFrom<object>(
  {},
  {},
  { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
  { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } },
  { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue' } } },
  { Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'blue' } } },
  { Condition: { StringLike: { 'aws:PrincipalTag/team': '${aws:PrincipalTag/team}' } } },
  { Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } } },
  { Condition: { 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': ['a'] } } },
  { Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } },
  { Condition: { StringNotEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' } } },
  { Condition: { Null: { 'aws:SourceVpce': 'true' } } },
  { Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } } },
  { Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } } },
);

const element = (name: string, values: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.constantFrom(name, name, `Not${name}`), fc.array(values, { minLength: 1, maxLength: 2 }))
    .map(([key, list]) => ({ [key]: list }));

const action = element(
  'Action',
  fc.constantFrom('*', 'sqs:*', 's3:Get*', 'sts:AssumeRole', 'ec2:Describe*', 'kms:*'),
);
const resource = element(
  'Resource',
  fc.constantFrom(
    '*',
    'arn:aws:sqs:*:*:*',
    'arn:aws:s3:::example-bucket/*',
    'arn:aws:s3:::${aws:PrincipalTag/team}/*',
  ),
);
const principal = element('Principal', fc.constantFrom('')).chain((one) =>
  fc
    .constantFrom<unknown>(
      '*',
      { AWS: ACCOUNT },
      { AWS: [USER, `arn:aws:iam::${ACCOUNT}:root`] },
      { AWS: ROLE },
      { AWS: [SESSION, ROLE, ACCOUNT] },
      { AWS: OTHER },
      { Service: 'sns.amazonaws.com' },
    )
    .map((value) => Object.fromEntries(Object.keys(one).map((key) => [key, value]))),
);

const effect = fc.constantFrom({ Effect: 'Allow' }, { Effect: 'Allow' }, { Effect: 'Deny' });
const merged = (...parts: fc.Arbitrary<object>[]) =>
  fc.tuple(...parts).map((parts) => Object.assign({}, ...parts) as object);
const statement = merged(effect, action, resource, condition);
const resourceStatement = merged(effect, action, resource, condition, principal);
const trustStatement = merged(effect, fc.constant({ Action: 'sts:AssumeRole' }), condition, principal);

type Statements = readonly object[];

interface Drawn {
  readonly identity: readonly Statements[];
  readonly permissionsBoundary: Statements | undefined;
  readonly session: readonly Statements[];
  readonly serviceControl: readonly (readonly Statements[])[] | undefined;
  readonly resourceControl: Statements | undefined;
  readonly resource: Statements | undefined;
  readonly trust: Statements | undefined;
  readonly vpcEndpoint: Statements | undefined;
}

const statements = (one: fc.Arbitrary<object>) => fc.array(one, { minLength: 1, maxLength: 3 });
const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });

const drawn: fc.Arbitrary<Drawn> = fc.record({
  identity: fc.array(statements(statement), { maxLength: 2 }),
  permissionsBoundary: some(statements(statement)),
  session: fc.array(statements(statement), { maxLength: 2 }),
  serviceControl: some(
    fc.array(fc.array(statements(statement), { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
  ),
  resourceControl: some(statements(resourceStatement)),
  resource: some(statements(resourceStatement)),
  trust: some(statements(trustStatement)),
  vpcEndpoint: some(statements(resourceStatement)),
});

function policiesOf(drawn: Drawn, { action }: Request): ApplicablePolicies {
  const document = (type: PolicyType) => (statements: Statements) => policy(statements, type);
  const one = (statements: Statements | undefined, type: PolicyType) =>
    statements && document(type)(statements);
  const isTrust = action.startsWith('sts:');
  const permissionsBoundary = one(drawn.permissionsBoundary, 'permissions-boundary');
  const resource = isTrust ? one(drawn.trust, 'role-trust') : one(drawn.resource, 'resource-based');
  const vpcEndpoint = one(drawn.vpcEndpoint, 'vpc-endpoint');
  return {
    identity: drawn.identity.map(document('identity-based')),
    session: drawn.session.map(document('session')),
    ...(permissionsBoundary && { permissionsBoundary }),
    ...(drawn.serviceControl && {
      serviceControl: drawn.serviceControl.map((level) => level.map(document('service-control'))),
    }),
    ...(drawn.resourceControl && { resourceControl: [[policy(drawn.resourceControl, 'resource-control')]] }),
    ...(resource && { resource }),
    ...(vpcEndpoint && { vpcEndpoint }),
  };
}

const request: fc.Arbitrary<Request> = fc
  .record({
    principal: requester,
    target,
    context,
    resourceAccount: fc.constantFrom(ACCOUNT, ACCOUNT, OTHER, undefined),
  })
  .map(({ principal, target: [action, resource], context, resourceAccount }) => ({
    principal,
    action,
    resource,
    context,
    ...(resourceAccount !== undefined && { resourceAccount }),
  }));

/** How much a decision lets through. */
const RANK = { explicitDeny: 0, implicitDeny: 1, allowed: 2 } as const;

const RUNS = { numRuns: 400 };

describe('any request and any policies', () => {
  it('give the same decision with and without a trace', () => {
    fc.assert(
      fc.property(
        request,
        drawn,
        fc.constantFrom('depends', 'absent', 'true', 'false'),
        (request, drawn, unknown) => {
          const policies = policiesOf(drawn, request);
          const { decision, possible } = evaluate(request, policies, { unknown });
          expect(possibleDecisions(request, policies, { unknown })).toEqual(possible);
          expect(decide(request, policies, { unknown })).toBe(decision);
        },
      ),
      RUNS,
    );
  });

  it('give a trace that can be replayed: allowed where no layer stops it, an explicit deny where one does', () => {
    fc.assert(
      fc.property(request, drawn, (request, drawn) => {
        const { possible, trace } = evaluate(request, policiesOf(drawn, request));
        const outcomes = trace.map(({ outcome }) => outcome);
        const isStopped = outcomes.some((outcome) => outcome !== 'allowed' && outcome !== 'notApplicable');
        expect(possible.length === 1 && possible[0] === 'allowed').toBe(!isStopped);
        expect(possible.length === 1 && possible[0] === 'explicitDeny').toBe(
          outcomes.includes('explicitDeny'),
        );
      }),
      RUNS,
    );
  });

  it('name what the decision depends on exactly where it depends on something', () => {
    fc.assert(
      fc.property(request, drawn, (request, drawn) => {
        const { possible, assumptions } = evaluate(request, policiesOf(drawn, request));
        expect(assumptions.length > 0).toBe(possible.length > 1);
      }),
      RUNS,
    );
  });

  it('do not depend on the order of policies and statements', () => {
    const reversed = (drawn: Drawn): Drawn => ({
      identity: drawn.identity.map((list) => list.toReversed()).toReversed(),
      permissionsBoundary: drawn.permissionsBoundary?.toReversed(),
      session: drawn.session.map((list) => list.toReversed()).toReversed(),
      serviceControl: drawn.serviceControl?.map((level) =>
        level.map((list) => list.toReversed()).toReversed(),
      ),
      resourceControl: drawn.resourceControl?.toReversed(),
      resource: drawn.resource?.toReversed(),
      trust: drawn.trust?.toReversed(),
      vpcEndpoint: drawn.vpcEndpoint?.toReversed(),
    });
    fc.assert(
      fc.property(request, drawn, (request, drawn) => {
        expect(possibleDecisions(request, policiesOf(reversed(drawn), request))).toEqual(
          possibleDecisions(request, policiesOf(drawn, request)),
        );
      }),
      RUNS,
    );
  });

  it('never allow more with one more Deny', () => {
    const place = fc.constantFrom<keyof Drawn>(
      'identity',
      'permissionsBoundary',
      'session',
      'resource',
      'vpcEndpoint',
    );
    fc.assert(
      fc.property(request, drawn, resourceStatement, place, (request, drawn, added, place) => {
        const denial = { ...added, Effect: 'Deny' };
        const withDenial = (list: Statements | undefined) => list && [...list, denial];
        const before = policiesOf(drawn, request);
        const after = policiesOf(
          {
            ...drawn,
            ...(place === 'identity' || place === 'session'
              ? { [place]: drawn[place].map((list) => [...list, withoutPrincipal(denial)]) }
              : place === 'permissionsBoundary'
                ? { [place]: drawn[place] && [...drawn[place], withoutPrincipal(denial)] }
                : { resource: withDenial(drawn.resource), vpcEndpoint: withDenial(drawn.vpcEndpoint) }),
          },
          request,
        );
        expect(RANK[decide(request, after)]).toBeLessThanOrEqual(RANK[decide(request, before)]);
      }),
      RUNS,
    );
  });

  it('never allow more with a permissions boundary, SCPs, RCPs, session policies or an endpoint policy', () => {
    const place = fc.constantFrom<keyof Drawn>(
      'permissionsBoundary',
      'serviceControl',
      'resourceControl',
      'vpcEndpoint',
    );
    fc.assert(
      fc.property(request, drawn, place, (request, drawn, place) => {
        const without = policiesOf({ ...drawn, [place]: undefined }, request);
        const decision = decide(request, policiesOf(drawn, request), { unknown: 'absent' });
        expect(decision === 'allowed' && decide(request, without, { unknown: 'absent' }) !== 'allowed').toBe(
          false,
        );
      }),
      RUNS,
    );
    fc.assert(
      fc.property(request, drawn, (request, drawn) => {
        // A federated user has no permissions without a session policy: there it is what grants.
        fc.pre(request.principal.kind !== 'federated-user');
        const without = policiesOf({ ...drawn, session: [] }, request);
        const decision = decide(request, policiesOf(drawn, request), { unknown: 'absent' });
        expect(decision === 'allowed' && decide(request, without, { unknown: 'absent' }) !== 'allowed').toBe(
          false,
        );
      }),
      RUNS,
    );
  });

  it('depend on nothing where every key is known', () => {
    const known = request.map((request) => ({
      ...request,
      resourceAccount: request.resourceAccount ?? ACCOUNT,
      absentKeys: [...KEYS, ...(request.principal.kind === 'service' ? SERVICE_KEYS : [])].filter(
        (key) => !(key in request.context),
      ),
    }));
    fc.assert(
      fc.property(known, drawn, (request, drawn) => {
        const policies = policiesOf(drawn, request);
        const isMissing = policies.resource === undefined && /^(?:kms|sts):/.test(request.action);
        fc.pre(!isMissing);
        const { possible, assumptions } = evaluate(request, policies);
        expect(possible).toHaveLength(1);
        expect(assumptions).toEqual([]);
      }),
      RUNS,
    );
  });

  it('cover with their possible decisions whatever the unknown keys turn out to be', () => {
    fc.assert(
      fc.property(request, drawn, context, (request, drawn, revealed) => {
        // The others never send some of the keys.
        fc.pre(request.principal.kind === 'user' || request.principal.kind === 'role');
        const policies = policiesOf(drawn, request);
        const possible = possibleDecisions(request, policies);
        const context = { ...revealed, ...request.context };
        const absentKeys = KEYS.filter((key) => !(key in context));
        expect(possible).toContain(decide({ ...request, context, absentKeys }, policies));
      }),
      RUNS,
    );
  });
});

/** A statement for a policy that is attached to its principal. */
function withoutPrincipal(statement: object): object {
  return Object.fromEntries(Object.entries(statement).filter(([element]) => !element.endsWith('Principal')));
}
