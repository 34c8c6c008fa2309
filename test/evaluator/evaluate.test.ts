import { describe, expect, it } from 'vitest';
import { decide, evaluate, fillIn, possibleDecisions, statementsAbout } from '../../src/evaluator/index.js';
import type {
  ApplicablePolicies,
  LayerTrace,
  PolicyType,
  Request,
  Requester,
} from '../../src/model/index.js';
import { policy } from '../support/policies.js';

const ACCOUNT = '111122223333';
const USER: Requester = { kind: 'user', arn: `arn:aws:iam::${ACCOUNT}:user/A-san` };
const ROLE: Requester = { kind: 'role', arn: `arn:aws:iam::${ACCOUNT}:role/team/App`, session: 'session' };
const QUEUE = `arn:aws:sqs:eu-west-1:${ACCOUNT}:orders`;
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd`;
const TARGET = `arn:aws:iam::${ACCOUNT}:role/Target`;

function request(changes: Partial<Request> = {}): Request {
  return { principal: USER, action: 'sqs:SendMessage', resource: QUEUE, context: {}, ...changes };
}

const allow = (more: object = {}) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...more });
const deny = (more: object = {}) => ({ Effect: 'Deny', Action: '*', Resource: '*', ...more });
const everything = policy([allow()]);
const nothing = policy([allow({ Action: 'ec2:*' })]);
const ifMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const resourcePolicy = (...statements: object[]) => policy(statements, 'resource-based');
const trustPolicy = (...statements: object[]) => policy(statements, 'role-trust');

function layer(trace: readonly LayerTrace[], type: PolicyType): readonly (readonly [string, string])[] {
  return trace
    .filter(({ policyType }) => policyType === type)
    .map(({ outcome, reason }) => [outcome, reason]);
}

function traceOf(policies: ApplicablePolicies, changes: Partial<Request> = {}): readonly LayerTrace[] {
  return evaluate(request(changes), policies, { unknown: 'absent' }).trace;
}

describe('a trace', () => {
  it('says of every layer what it contributes, also after the first that denies', () => {
    const { decision, trace } = evaluate(request({ principal: ROLE }), {
      identity: [everything],
      permissionsBoundary: policy([deny()], 'permissions-boundary'),
      session: [policy([allow({ Action: 'ec2:*' })], 'session')],
      serviceControl: [
        [policy([allow()], 'service-control')],
        [policy([allow(), deny({ Action: 'sqs:*' })], 'service-control')],
      ],
      resourceControl: [[policy([deny({ Action: 'sqs:*', Principal: '*' })], 'resource-control')]],
      resource: resourcePolicy(allow({ Action: 'sqs:Receive*', Principal: '*' })),
      vpcEndpoint: policy([allow({ Action: 's3:*', Principal: '*' })], 'vpc-endpoint'),
    });
    expect(decision).toBe('explicitDeny');
    expect(
      trace.map(({ policyType, level, outcome, reason }) => [policyType, level, outcome, reason]),
    ).toEqual([
      ['resource-control', 0, 'explicitDeny', 'deniedByStatement'],
      ['service-control', 0, 'allowed', 'allowedByStatement'],
      ['service-control', 1, 'explicitDeny', 'deniedByStatement'],
      ['resource-based', undefined, 'implicitDeny', 'noStatementAllows'],
      ['identity-based', undefined, 'allowed', 'allowedByStatement'],
      ['permissions-boundary', undefined, 'explicitDeny', 'deniedByStatement'],
      ['session', undefined, 'implicitDeny', 'noStatementAllows'],
      ['vpc-endpoint', undefined, 'implicitDeny', 'noStatementAllows'],
    ]);
  });

  it('says of every statement whether it applies and why', () => {
    const document = policy([
      allow({ Action: 'ec2:*' }),
      allow({ Resource: 'arn:aws:sqs:*:*:other' }),
      allow({
        Condition: {
          StringEquals: { 'aws:PrincipalTag/team': 'red' },
          Bool: { 'aws:SecureTransport': 'true' },
        },
      }),
      allow({ Condition: { StringEquals: { 'aws:PrincipalTag/stage': 'test' } } }),
      allow(),
    ]);
    const { trace } = evaluate(
      request({ context: { 'aws:PrincipalTag/team': ['blue'] }, absentKeys: ['aws:SecureTransport'] }),
      { identity: [document] },
    );
    const statements = trace.flatMap((layer) => layer.statements);
    expect(statements.map(({ applies, reason, unknownKeys }) => [applies, reason, unknownKeys])).toEqual([
      ['false', 'actionNotMatched', []],
      ['false', 'resourceNotMatched', []],
      ['false', 'conditionNotMet', []],
      ['unknown', 'conditionUnknown', ['aws:PrincipalTag/stage']],
      ['true', 'matched', []],
    ]);
    expect(
      statements[2]?.conditions.map(({ condition, result, values }) => [condition.key.value, result, values]),
    ).toEqual([
      ['aws:PrincipalTag/team', 'false', ['blue']],
      ['aws:SecureTransport', 'false', undefined],
    ]);
    expect(statements.every((statement) => statement.document === document)).toBe(true);
  });

  it('names a statement that is about another principal', () => {
    const trace = traceOf({
      identity: [everything],
      resource: resourcePolicy(deny({ Principal: { AWS: '444455556666' } })),
    });
    expect(trace.flatMap((layer) => layer.statements).map(({ reason }) => reason)).toEqual([
      'principalNotMatched',
      'matched',
    ]);
  });

  it.each<[string, ApplicablePolicies, Partial<Request>, PolicyType, readonly (readonly [string, string])[]]>(
    [
      ['no policies', { identity: [] }, {}, 'identity-based', [['implicitDeny', 'noStatementAllows']]],
      [
        'no organization',
        { identity: [everything] },
        {},
        'service-control',
        [['notApplicable', 'noPolicies']],
      ],
      [
        'no boundary',
        { identity: [everything] },
        {},
        'permissions-boundary',
        [['notApplicable', 'noPolicies']],
      ],
      [
        'no resource policy',
        { identity: [everything] },
        {},
        'resource-based',
        [['notApplicable', 'noPolicies']],
      ],
      [
        'no resource policy, and nothing else',
        { identity: [] },
        {},
        'resource-based',
        [['notApplicable', 'noPolicies']],
      ],
      [
        'no resource policy in another account',
        { identity: [everything] },
        { resourceAccount: '444455556666' },
        'resource-based',
        [['implicitDeny', 'noPolicies']],
      ],
      [
        'a silent resource policy beside an identity-based Allow',
        { identity: [everything], resource: resourcePolicy(allow({ Principal: { AWS: '444455556666' } })) },
        {},
        'resource-based',
        [['notApplicable', 'allowedByIdentityPolicy']],
      ],
      [
        'an identity-based policy that a grant to the role bypasses',
        {
          identity: [],
          resource: resourcePolicy(allow({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/team/App` } })),
        },
        { principal: ROLE },
        'identity-based',
        [['notApplicable', 'bypassedByResourcePolicy']],
      ],
      [
        'a boundary that a grant to the role does not bypass',
        {
          identity: [],
          permissionsBoundary: nothing,
          resource: resourcePolicy(allow({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/team/App` } })),
        },
        { principal: ROLE },
        'permissions-boundary',
        [['implicitDeny', 'noStatementAllows']],
      ],
      [
        'a boundary that a grant to everyone bypasses',
        { identity: [], permissionsBoundary: nothing, resource: resourcePolicy(allow({ Principal: '*' })) },
        {},
        'permissions-boundary',
        [['notApplicable', 'bypassedByResourcePolicy']],
      ],
      [
        'a boundary that a grant in another account does not bypass',
        {
          identity: [everything],
          permissionsBoundary: nothing,
          resource: resourcePolicy(allow({ Principal: '*' })),
        },
        { resourceAccount: '444455556666' },
        'permissions-boundary',
        [['implicitDeny', 'noStatementAllows']],
      ],
      [
        'the management account',
        { identity: [everything], serviceControl: [[nothing], [nothing]], managementAccount: ACCOUNT },
        {},
        'service-control',
        [
          ['notApplicable', 'exemptManagementAccount'],
          ['notApplicable', 'exemptManagementAccount'],
        ],
      ],
      [
        'a service-linked role',
        { identity: [everything], permissionsBoundary: nothing, serviceControl: [[nothing]] },
        { principal: { kind: 'role', arn: `arn:aws:iam::${ACCOUNT}:role/x`, serviceLinked: true } },
        'permissions-boundary',
        [['notApplicable', 'exemptServiceLinkedRole']],
      ],
      [
        'RCPs, which always allow',
        {
          identity: [everything],
          resourceControl: [[policy([deny({ Principal: '*', Action: 's3:*' })], 'resource-control')]],
        },
        {},
        'resource-control',
        [['allowed', 'noStatementDenies']],
      ],
      [
        'the root user',
        { identity: [] },
        { principal: { kind: 'root', account: ACCOUNT } },
        'identity-based',
        [['notApplicable', 'rootUser']],
      ],
      [
        'a service',
        { identity: [], resource: resourcePolicy(allow({ Principal: { Service: 'sns.amazonaws.com' } })) },
        { principal: { kind: 'service', service: 'sns.amazonaws.com' } },
        'identity-based',
        [['notApplicable', 'notApplicable']],
      ],
      [
        'a federated user without a session policy',
        { identity: [everything] },
        { principal: { kind: 'federated-user', arn: `arn:aws:sts::${ACCOUNT}:federated-user/guest` } },
        'session',
        [['implicitDeny', 'noSessionPolicy']],
      ],
      [
        'a key policy that does not enable the account',
        { identity: [everything], resource: resourcePolicy(allow({ Principal: { AWS: '444455556666' } })) },
        { action: 'kms:Decrypt', resource: KEY },
        'resource-based',
        [['implicitDeny', 'accountNotEnabled']],
      ],
      [
        'a key policy that allows nobody who is allowed nothing',
        { identity: [], resource: resourcePolicy(allow({ Principal: { AWS: '444455556666' } })) },
        { action: 'kms:Decrypt', resource: KEY },
        'resource-based',
        [['implicitDeny', 'noStatementAllows']],
      ],
      [
        'another partition',
        { identity: [everything], resource: resourcePolicy(allow({ Principal: '*' })) },
        { resource: `arn:aws-cn:sqs:cn-north-1:${ACCOUNT}:orders` },
        'resource-based',
        [['implicitDeny', 'crossPartition']],
      ],
      [
        'the root user who would assume a role',
        {
          identity: [],
          resource: trustPolicy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: ACCOUNT } }),
        },
        { principal: { kind: 'root', account: ACCOUNT }, action: 'sts:AssumeRole', resource: TARGET },
        'identity-based',
        [['implicitDeny', 'rootUserAssumesNoRole']],
      ],
      [
        'an action that needs no permission',
        { identity: [policy([deny()])] },
        { action: 'sts:GetCallerIdentity', resource: '*' },
        'identity-based',
        [['allowed', 'noPermissionNeeded']],
      ],
      [
        'the root user and the policy of its own bucket',
        { identity: [], resource: resourcePolicy(deny({ Principal: '*' })) },
        {
          principal: { kind: 'root', account: ACCOUNT },
          action: 's3:PutBucketPolicy',
          resource: 'arn:aws:s3:::b',
        },
        'resource-based',
        [['notApplicable', 'rootUser']],
      ],
    ],
  )('gives the reason: %s', (_, policies, changes, type, expected) => {
    expect(layer(traceOf(policies, changes), type)).toEqual(expected);
  });
});

describe('an unknown key', () => {
  const policies: ApplicablePolicies = { identity: [policy([allow(ifMfa)])] };

  it('leaves the decision open, and the most restrictive one counts', () => {
    const { decision, possible, assumptions, trace } = evaluate(request(), policies);
    expect(decision).toBe('implicitDeny');
    expect(possible).toEqual(['implicitDeny', 'allowed']);
    expect(assumptions).toEqual([{ kind: 'contextKey', key: 'aws:MultiFactorAuthPresent' }]);
    expect(layer(trace, 'identity-based')).toEqual([['unknown', 'dependsOnContext']]);
  });

  it.each([
    ['absent', 'implicitDeny'],
    ['false', 'implicitDeny'],
    ['true', 'allowed'],
  ] as const)('can be taken for %s', (unknown, decision) => {
    expect(possibleDecisions(request(), policies, { unknown })).toEqual([decision]);
  });

  it('does not matter where something else settles the decision', () => {
    const { possible, assumptions } = evaluate(request(), { identity: [...policies.identity, everything] });
    expect(possible).toEqual(['allowed']);
    expect(assumptions).toEqual([]);
  });

  it('leaves a Deny open', () => {
    const ifNoMfa = { Condition: { BoolIfExists: { 'aws:multifactorauthpresent': 'false' } } };
    const { decision, possible, assumptions } = evaluate(request(), {
      identity: [policy([allow(), deny(ifNoMfa)])],
    });
    expect(decision).toBe('explicitDeny');
    expect(possible).toEqual(['explicitDeny', 'allowed']);
    expect(assumptions).toEqual([{ kind: 'contextKey', key: 'aws:multifactorauthpresent' }]);
  });

  it('is named once, and only where it decides', () => {
    const { assumptions } = evaluate(request(), {
      identity: [policy([allow(ifMfa), allow(ifMfa), deny({ ...ifMfa, Action: 'ec2:*' })])],
      permissionsBoundary: policy([
        allow({ Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue' } } }),
      ]),
    });
    expect(assumptions.map(({ key }) => key)).toEqual([
      'aws:MultiFactorAuthPresent',
      'aws:PrincipalTag/team',
    ]);
  });

  it('in a resource leaves the decision open too', () => {
    const { possible, assumptions, trace } = evaluate(request({ principal: ROLE }), {
      identity: [policy([allow({ Resource: 'arn:aws:sqs:*:*:${aws:PrincipalTag/queue}' })])],
    });
    expect(possible).toEqual(['implicitDeny', 'allowed']);
    expect(assumptions).toEqual([{ kind: 'contextKey', key: 'aws:PrincipalTag/queue' }]);
    expect(trace.flatMap(({ statements }) => statements)[0]?.reason).toBe('conditionUnknown');
  });

  it('among the values of a condition leaves it open only where no other value matches', () => {
    const condition = { StringEquals: { 'aws:PrincipalTag/team': ['blue', '${aws:SourceIdentity}'] } };
    const decisions = (team: string) =>
      possibleDecisions(request({ principal: ROLE, context: { 'aws:PrincipalTag/team': [team] } }), {
        identity: [policy([allow({ Condition: condition })])],
      });
    expect(decisions('blue')).toEqual(['allowed']);
    expect(decisions('red')).toEqual(['implicitDeny', 'allowed']);
  });

  it('stays unknown where the request says so, even if it could be derived', () => {
    const arn = policy([allow({ Condition: { ArnEquals: { 'aws:PrincipalArn': USER.arn } } })]);
    expect(possibleDecisions(request(), { identity: [arn] })).toEqual(['allowed']);
    expect(
      possibleDecisions(
        request({ unknownKeys: ['AWS:PrincipalArn'] }),
        { identity: [arn] },
        { unknown: 'absent' },
      ),
    ).toEqual(['implicitDeny', 'allowed']);
  });

  it('is known to be absent where the request says so', () => {
    expect(possibleDecisions(request({ absentKeys: ['AWS:MultiFactorAuthPresent'] }), policies)).toEqual([
      'implicitDeny',
    ]);
  });
});

describe('what AWS always or never sends', () => {
  const decisions = (condition: object, changes: Partial<Request> = {}) =>
    possibleDecisions(request(changes), { identity: [policy([allow({ Condition: condition })])] });

  it('a key of services is absent from a user’s request', () => {
    expect(decisions({ Null: { 'aws:SourceArn': 'true' } })).toEqual(['allowed']);
    expect(decisions({ StringEquals: { 'aws:SourceAccount': ACCOUNT } })).toEqual(['implicitDeny']);
  });

  it('a key that is always sent is never null, whatever its value', () => {
    expect(decisions({ Null: { 'aws:SecureTransport': 'false' } })).toEqual(['allowed']);
    expect(decisions({ Bool: { 'aws:SecureTransport': 'true' } })).toEqual(['implicitDeny', 'allowed']);
  });

  it('a key that depends on the request is open', () => {
    expect(decisions({ Null: { 'aws:MultiFactorAuthAge': 'true' } })).toEqual(['implicitDeny', 'allowed']);
  });

  it('tags of the principal are open for users and roles, and absent for services and the root user', () => {
    const condition = { StringEquals: { 'aws:PrincipalTag/team': 'blue' } };
    expect(decisions(condition)).toEqual(['implicitDeny', 'allowed']);
    expect(
      possibleDecisions(request({ principal: { kind: 'service', service: 'sns.amazonaws.com' } }), {
        identity: [],
        resource: resourcePolicy(allow({ Principal: '*', Condition: condition })),
      }),
    ).toEqual(['implicitDeny']);
  });

  it('no key that a policy makes up is mistaken for one', () => {
    expect(decisions({ StringEquals: { constructor: 'x' } })).toEqual(['implicitDeny', 'allowed']);
  });
});

describe('a policy that could not be read', () => {
  it.each<[PolicyType, Partial<Request>]>([
    ['identity-based', {}],
    ['permissions-boundary', {}],
    ['session', { principal: ROLE }],
    ['service-control', {}],
    ['resource-control', {}],
    ['resource-based', {}],
    ['vpc-endpoint', {}],
  ])('leaves the decision open: %s', (type, changes) => {
    const { decision, possible, assumptions, trace } = evaluate(request(changes), {
      identity: [everything],
      unknownTypes: [type],
    });
    expect(decision).toBe('explicitDeny');
    expect(possible).toContain('allowed');
    expect(assumptions).toEqual([{ kind: 'policyType', key: type }]);
    expect(layer(trace, type)).toEqual([['unknown', 'notRead']]);
  });

  it('does not matter where another policy denies', () => {
    const { possible, assumptions } = evaluate(request(), {
      identity: [policy([deny()])],
      unknownTypes: ['permissions-boundary'],
    });
    expect(possible).toEqual(['explicitDeny']);
    expect(assumptions).toEqual([]);
  });

  it('does not matter where the type has no say', () => {
    expect(
      possibleDecisions(request({ principal: { kind: 'root', account: ACCOUNT } }), {
        identity: [],
        unknownTypes: ['identity-based', 'permissions-boundary'],
      }),
    ).toEqual(['allowed']);
  });

  it('in part leaves the decision open too', () => {
    const broken = policy([allow(), { Effect: 'Deny', Acton: '*', Resource: '*' }]);
    const { possible, assumptions } = evaluate(request(), { identity: [broken] });
    expect(possible).toEqual(['explicitDeny', 'allowed']);
    expect(assumptions).toEqual([{ kind: 'policyType', key: 'identity-based' }]);
  });
});

describe('a resource that has to have a policy', () => {
  it.each([
    ['sts:AssumeRole', TARGET, 'role-trust'],
    ['sts:TagSession', TARGET, 'role-trust'],
    ['kms:Decrypt', KEY, 'resource-based'],
  ] as const)('is not decided without it: %s', (action, resource, type) => {
    const { possible, assumptions, trace } = evaluate(request({ action, resource }), {
      identity: [everything],
    });
    expect(possible).toEqual(['explicitDeny', 'implicitDeny', 'allowed']);
    expect(assumptions).toEqual([{ kind: 'policyType', key: type }]);
    expect(layer(trace, type)).toEqual([['unknown', 'notRead']]);
  });

  it('does not lend its policy to other actions', () => {
    const policies = {
      identity: [everything],
      resource: trustPolicy({ Effect: 'Deny', Action: '*', Principal: '*' }),
    };
    expect(decide(request({ action: 'iam:PassRole', resource: TARGET }), policies)).toBe('allowed');
    expect(decide(request({ action: 'sts:AssumeRole', resource: TARGET }), policies)).toBe('explicitDeny');
  });

  it('is one role or all of them', () => {
    const trust = trustPolicy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: ACCOUNT } });
    const any = request({ action: 'sts:AssumeRole', resource: '*' });
    expect(decide(any, { identity: [everything], resource: trust })).toBe('allowed');
    expect(decide(any, { identity: [everything] })).toBe('allowed');
  });
});

describe('a bucket of which the account is not known', () => {
  const object = request({ action: 's3:GetObject', resource: 'arn:aws:s3:::example-bucket/x' });
  const grant = resourcePolicy(allow({ Principal: { AWS: USER.arn } }));

  it('leaves the decision open where the account makes a difference', () => {
    const { possible, assumptions, trace } = evaluate(object, { identity: [everything] });
    expect(possible).toEqual(['implicitDeny', 'allowed']);
    expect(assumptions).toEqual([{ kind: 'contextKey', key: 'aws:ResourceAccount' }]);
    expect(layer(trace, 'resource-based')).toEqual([['unknown', 'dependsOnContext']]);
  });

  it('is decided where both sides allow, or neither does', () => {
    expect(possibleDecisions(object, { identity: [everything], resource: grant })).toEqual(['allowed']);
    expect(possibleDecisions(object, { identity: [] })).toEqual(['implicitDeny']);
    expect(possibleDecisions(object, { identity: [], resource: grant })).toEqual(['implicitDeny', 'allowed']);
  });

  it('is told by the context, or taken for the caller’s own where the context is complete', () => {
    const elsewhere = { ...object, context: { 'aws:ResourceAccount': ['444455556666'] } };
    expect(possibleDecisions(elsewhere, { identity: [everything] })).toEqual(['implicitDeny']);
    expect(possibleDecisions(object, { identity: [everything] }, { unknown: 'absent' })).toEqual(['allowed']);
  });
});

describe('a resource of which the ARN tells no account', () => {
  it('is the caller’s own, outside of S3', () => {
    const image = request({ action: 'ec2:RunInstances', resource: 'arn:aws:ec2:eu-west-1::image/ami-1' });
    expect(possibleDecisions(image, { identity: [everything] })).toEqual(['allowed']);
    const managed = request({ action: 'iam:GetPolicy', resource: 'arn:aws:iam::aws:policy/ReadOnlyAccess' });
    expect(possibleDecisions(managed, { identity: [everything] })).toEqual(['allowed']);
  });
});

describe('an action that takes no resource', () => {
  it('is about the caller’s own account, though it is authorized on all of S3', () => {
    const { possible, assumptions } = evaluate(
      request({ action: 's3:ListAllMyBuckets', resource: 'arn:aws:s3:::elsewhere' }),
      { identity: [everything] },
    );
    expect([possible, assumptions]).toEqual([['allowed'], []]);
  });
});

describe('a session of a role', () => {
  const session = `arn:aws:sts::${ACCOUNT}:assumed-role/App/session`;
  const grant = { identity: [], resource: resourcePolicy(allow({ Principal: { AWS: session } })) };

  it('that may be any leaves a grant to one session open', () => {
    const any: Requester = { kind: 'role', arn: `arn:aws:iam::${ACCOUNT}:role/team/App` };
    const { possible, assumptions } = evaluate(request({ principal: any }), grant);
    expect(possible).toEqual(['implicitDeny', 'allowed']);
    expect(assumptions).toEqual([{ kind: 'contextKey', key: 'aws:userid' }]);
    expect(decide(request({ principal: any }), grant, { unknown: 'true' })).toBe('allowed');
    expect(decide(request({ principal: any }), grant, { unknown: 'false' })).toBe('implicitDeny');
  });

  it('is named without the role’s path', () => {
    expect(decide(request({ principal: ROLE }), grant)).toBe('allowed');
    expect(decide(request({ principal: { kind: 'role', arn: session } }), grant)).toBe('allowed');
  });

  it('of another role is not meant', () => {
    const other: Requester = { kind: 'role', arn: `arn:aws:iam::${ACCOUNT}:role/Other` };
    expect(possibleDecisions(request({ principal: other }), grant)).toEqual(['implicitDeny']);
  });

  it('that IAM Identity Center makes has a path that its ARN does not tell', () => {
    const sso: Requester = {
      kind: 'role',
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/AWSReservedSSO_Admin_0123/x`,
    };
    const condition = { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/aws-reserved/*' } };
    const policies = { identity: [policy([allow({ Condition: condition })])] };
    expect(possibleDecisions(request({ principal: sso }), policies)).toEqual(['implicitDeny', 'allowed']);
    expect(possibleDecisions(request({ principal: sso }), policies, { unknown: 'absent' })).toEqual([
      'implicitDeny',
      'allowed',
    ]);
  });

  it('of GetFederationToken is limited where the policy names the user behind it', () => {
    const guest: Requester = {
      kind: 'federated-user',
      arn: `arn:aws:sts::${ACCOUNT}:federated-user/guest`,
      user: USER.arn,
    };
    const resource = resourcePolicy(allow({ Principal: { AWS: USER.arn } }));
    const session = [policy([allow()], 'session')];
    expect(decide(request({ principal: guest }), { identity: [], resource, session })).toBe('allowed');
    expect(decide(request({ principal: guest }), { identity: [], resource })).toBe('implicitDeny');
    expect(
      decide(request({ principal: guest }), {
        identity: [],
        resource,
        session,
        permissionsBoundary: nothing,
      }),
    ).toBe('implicitDeny');
  });

  it('is spared by NotPrincipal only where its name is known', () => {
    const any: Requester = { kind: 'role', arn: `arn:aws:iam::${ACCOUNT}:role/App` };
    const listed = [ACCOUNT, `arn:aws:iam::${ACCOUNT}:role/App`, session];
    const policies = {
      identity: [everything],
      resource: resourcePolicy(deny({ NotPrincipal: { AWS: listed } })),
    };
    expect(possibleDecisions(request({ principal: any }), policies)).toEqual(['explicitDeny', 'allowed']);
    expect(possibleDecisions(request({ principal: { ...any, session: 'session' } }), policies)).toEqual([
      'allowed',
    ]);
  });
});

describe('a value with a wildcard in place of a policy variable', () => {
  const home = (key: string) => ({ Resource: `arn:aws:sqs:*:*:\${${key}}-queue` });
  const asked = (effect: 'Allow' | 'Deny', name: string) =>
    decide(
      request({
        resource: `arn:aws:sqs:eu-west-1:${ACCOUNT}:${name}`,
        context: { 'aws:PrincipalTag/team': ['b*'] },
      }),
      {
        identity: [
          policy([
            ...(effect === 'Deny' ? [allow()] : []),
            { Effect: effect, Action: '*', ...home('aws:PrincipalTag/team') },
          ]),
        ],
      },
    );

  it('allows what it allows as a character and as a wildcard', () => {
    expect(asked('Allow', 'b*-queue')).toBe('allowed');
    expect(asked('Allow', 'blue-queue')).toBe('implicitDeny');
  });

  it('denies what it denies as either', () => {
    expect(asked('Deny', 'b*-queue')).toBe('explicitDeny');
    expect(asked('Deny', 'blue-queue')).toBe('explicitDeny');
    expect(asked('Deny', 'red-queue')).toBe('allowed');
  });

  it('does so in conditions too', () => {
    const decisions = (effect: 'Allow' | 'Deny', operator: string) =>
      decide(request({ context: { 'aws:PrincipalTag/team': ['b*'], 'aws:ResourceTag/team': ['blue'] } }), {
        identity: [
          policy([
            ...(effect === 'Deny' ? [allow()] : []),
            {
              Effect: effect,
              Action: '*',
              Resource: '*',
              Condition: { [operator]: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
            },
          ]),
        ],
      });
    expect(decisions('Allow', 'StringLike')).toBe('implicitDeny');
    expect(decisions('Allow', 'StringNotLike')).toBe('implicitDeny');
    expect(decisions('Deny', 'StringLike')).toBe('explicitDeny');
    expect(decisions('Deny', 'StringNotLike')).toBe('explicitDeny');
  });
});

describe('a condition that AWS would not store', () => {
  const decisions = (condition: object, context: Request['context'] = {}) =>
    [
      decide(
        request({ context }),
        { identity: [policy([allow({ Condition: condition })])] },
        { unknown: 'absent' },
      ),
      decide(
        request({ context }),
        { identity: [policy([allow(), deny({ Condition: condition })])] },
        { unknown: 'absent' },
      ),
    ] as const;

  it('allows nothing and denies everything where the operator does not exist', () => {
    expect(decisions({ StringSimilar: { 'aws:username': 'A-san' } })).toEqual([
      'implicitDeny',
      'explicitDeny',
    ]);
  });

  it('allows nothing by a value that is no ARN, nor by a range that is none', () => {
    const context = {
      'example:Arn': ['arn:aws:sns:eu-west-1:111122223333:t'],
      'aws:SourceIp': ['203.0.113.1'],
    };
    expect(decisions({ ArnNotLike: { 'example:Arn': 'topic' } }, context)).toEqual([
      'implicitDeny',
      'explicitDeny',
    ]);
    expect(decisions({ NotIpAddress: { 'aws:SourceIp': 'home' } }, context)).toEqual([
      'implicitDeny',
      'explicitDeny',
    ]);
    expect(decisions({ ArnLike: { 'example:Arn': 'topic' } }, context)).toEqual(['implicitDeny', 'allowed']);
  });

  it('holds for no value of a request that is not an ARN or an address', () => {
    const context = { 'example:Arn': ['topic'], 'aws:SourceIp': ['home'] };
    for (const condition of [
      { ArnLike: { 'example:Arn': 'arn:aws:sns:*:*:*' } },
      { ArnNotLike: { 'example:Arn': 'arn:aws:sns:*:*:*' } },
      { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } },
      { NotIpAddress: { 'aws:SourceIp': '0.0.0.0/0' } },
    ]) {
      expect(decisions(condition, context)).toEqual(['implicitDeny', 'allowed']);
    }
  });

  it('takes a value that is no number for a different one', () => {
    expect(decisions({ NumericNotEquals: { 's3:max-keys': '10' } }, { 's3:max-keys': ['ten'] })).toEqual([
      'allowed',
      'explicitDeny',
    ]);
  });
});

describe('a request that AWS would not know', () => {
  it('is allowed by what allows everything, where the action has no service', () => {
    expect(decide(request({ action: 'SendMessage' }), { identity: [everything] })).toBe('allowed');
    expect(
      decide(request({ action: 'SendMessage' }), { identity: [policy([allow({ Action: 'sqs:*' })])] }),
    ).toBe('implicitDeny');
  });

  it.each<Requester>([
    { kind: 'user', arn: 'A-san' },
    { kind: 'role', arn: 'App' },
    { kind: 'federated-user', arn: 'guest' },
  ])('comes from nowhere where the requester has no ARN: %j', (principal) => {
    expect(decide(request({ principal }), { identity: [everything] })).toBe('implicitDeny');
  });

  it('comes from a role without a name as from any other', () => {
    const principal: Requester = { kind: 'role', arn: `arn:aws:sts::${ACCOUNT}:assumed-role/` };
    expect(decide(request({ principal }), { identity: [everything] })).toBe('allowed');
  });
});

describe('the statements about an action', () => {
  const document = policy([
    { Effect: 'Allow', Resource: '*' },
    allow({ Action: '*' }),
    allow({ Action: ['EC2:*', 's3:get*'] }),
    { Effect: 'Deny', NotAction: 's3:*', Resource: '*' },
  ]);

  it('are those that name it, whatever the resource, in the order of the document', () => {
    const indexes = (action: string) => statementsAbout(document, action).map(({ index }) => index);
    expect([indexes('s3:GetObject'), indexes('sqs:SendMessage')]).toEqual([
      [1, 2],
      [1, 3],
    ]);
    expect(statementsAbout(policy([allow({ Action: 's3:*' })]), 'ec2:RunInstances')).toEqual([]);
  });
});

describe('a value with policy variables', () => {
  it('is filled in as the request has them, and is not where one has no value', () => {
    expect(fillIn('home/${aws:username}/${*}', request())).toBe('home/A-san/*');
    expect(fillIn('plain', request())).toBe('plain');
    expect(fillIn('${aws:PrincipalTag/team}', request())).toBeUndefined();
  });
});

describe('a statement without an action', () => {
  it('is about no action', () => {
    const whole = policy([allow(), deny()]);
    const document = {
      ...whole,
      statements: whole.statements.map((statement) =>
        statement.effect === 'Deny' ? { ...statement, action: undefined } : statement,
      ),
    };
    expect(decide(request(), { identity: [document] })).toBe('allowed');
  });
});

describe('the same action or resource, asked about again and again', () => {
  it('gives the same answer after more of them than are remembered', () => {
    const policies = {
      identity: [policy([allow({ Action: 'sqs:Send*', Resource: 'arn:aws:sqs:*:*:orders' })])],
    };
    const all = Array.from({ length: 1500 }, (_, index) =>
      decide(
        request({ action: `sqs:Send${index}`, resource: index % 2 === 0 ? QUEUE : `${QUEUE}${index}` }),
        policies,
      ),
    );
    expect(all.filter((decision) => decision === 'allowed')).toHaveLength(750);
    expect(decide(request({ action: 'sqs:Send0' }), policies)).toBe('allowed');
  });
});

describe('a list of policies that its owner changes between two requests', () => {
  it.each([
    ['a policy more', [nothing, everything], [nothing, everything, policy([deny()])], 'explicitDeny'],
    ['a policy less', [nothing, nothing, everything], [nothing, nothing], 'implicitDeny'],
    ['another policy in its place', [nothing, nothing], [everything, nothing], 'allowed'],
  ])('has %s', (_, before, after, expected) => {
    const identity = [...before];
    decide(request(), { identity });
    identity.splice(0, identity.length, ...after);
    expect(decide(request(), { identity })).toBe(expected);
  });
});
