import { describe, expect, it } from 'vitest';
import { runPolicyTests } from '../../src/explain/index.js';
import { PolicyGraph } from '../../src/graph/index.js';
import type { JsonValue, PolicyTestResult } from '../../src/model/index.js';
import { readTestFile } from '../../src/normalizers/test-file.js';
import type { AccountExample } from '../support/account-example.js';
import { allow, arn, attached, boundedBy, deny, document, embedded, managed } from '../support/identities.js';
import { inventory } from '../support/rules.js';

/** Undefined leaves a key out. */
type CaseExample = Readonly<Record<string, JsonValue | undefined>>;

const ALL = document(allow('*'));

/** A case about an object of a bucket in the same account, allowed unless `parts` change that. */
function caseOf(parts: CaseExample = {}): CaseExample {
  return {
    name: 'example',
    principal: arn('user/A-san'),
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::logs/today',
    policies: { identity: [ALL] },
    expect: 'allowed',
    ...parts,
  };
}

function run(cases: readonly CaseExample[], graph?: PolicyGraph) {
  return runPolicyTests(readTestFile(JSON.stringify({ cases }, undefined, 1), 'cases.json'), graph);
}

function resultOf(parts: CaseExample, graph?: PolicyGraph): PolicyTestResult {
  const { results, errors } = run([caseOf(parts)], graph);
  expect(errors.map(({ message }) => message)).toEqual([]);
  const [result] = results;
  if (!result) throw new Error('no result');
  return result;
}

/** Without the place, which the tests of positions are about. */
function reasonOf(parts: CaseExample, graph?: PolicyGraph): string | undefined {
  return resultOf(parts, graph).reason?.replaceAll(/ \([\w./-]+:\d+\)/g, '');
}

describe('a case passes', () => {
  it.each<[string, CaseExample]>([
    ['where the decision is the expected one', {}],
    ['where it is one of several', { expect: ['implicitDeny', 'allowed'] }],
    ['where a deny is expected', { expect: 'implicitDeny', policies: {} }],
  ])('%s', (_, parts) => {
    expect(resultOf(parts)).toMatchObject({ passed: true });
    expect(resultOf(parts).reason).toBeUndefined();
  });

  it('and fails where the decision is another', () => {
    expect(resultOf({ expect: ['implicitDeny', 'explicitDeny'] })).toMatchObject({ passed: false });
  });

  it('also where its name is that of another', () => {
    const { results } = run([caseOf(), caseOf({ expect: 'implicitDeny' })]);
    expect(results.map(({ test, passed }) => [test.token.location.span.start.line, passed])).toEqual([
      [3, true],
      [24, false],
    ]);
  });
});

describe('the context of a case is complete', () => {
  const withMfa = { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } };
  const strict = { identity: [ALL, document(deny('*', '*', withMfa))] };

  it('so that a key that is not given is absent', () => {
    const evaluation = resultOf({ policies: strict, expect: 'explicitDeny' }).evaluation;
    expect(evaluation.possible).toEqual(['explicitDeny']);
  });

  it('and one that is given holds', () => {
    const context = { 'aws:multifactorauthpresent': true };
    expect(resultOf({ policies: strict, context })).toMatchObject({ passed: true });
  });

  it('save for what follows from the principal, unless the case gives it', () => {
    const own = document(allow('s3:*', 'arn:aws:s3:::${aws:username}/*'));
    const parts = { policies: { identity: [own] }, resource: 'arn:aws:s3:::A-san/x' };
    expect(resultOf(parts)).toMatchObject({ passed: true });
    expect(resultOf({ ...parts, context: { 'aws:username': 'B-san' } })).toMatchObject({ passed: false });
  });

  it('save for what the case calls unknown', () => {
    const result = resultOf({ policies: strict, unknown: ['aws:MultiFactorAuthPresent'] });
    expect(result).toMatchObject({
      passed: false,
      reason: "The decision depends on what is not known: the context key 'aws:MultiFactorAuthPresent'.",
      evaluation: { decision: 'explicitDeny', possible: ['explicitDeny', 'allowed'] },
    });
  });
});

describe('the accounts of a case', () => {
  const bucketPolicy = document(allow('s3:*', '*', { Principal: { AWS: '111122223333' } }));

  it('tell whose the bucket is', () => {
    const parts = { resourceAccount: '444455556666' };
    expect(resultOf({ ...parts, expect: 'implicitDeny' })).toMatchObject({ passed: true });
    const policies = { identity: [ALL], resource: bucketPolicy };
    expect(resultOf({ ...parts, policies })).toMatchObject({ passed: true });
  });

  it('tell whom service control policies do not bind', () => {
    const policies = { identity: [ALL], serviceControl: [[document(deny('*'))]] };
    expect(resultOf({ policies, expect: 'explicitDeny' })).toMatchObject({ passed: true });
    expect(resultOf({ policies, managementAccount: '111122223333' })).toMatchObject({ passed: true });
  });
});

describe('the reason names the policy and the statement', () => {
  const sid = (Sid: string, more: CaseExample = {}) => ({ Sid, ...more });
  const teamRed = { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'red' } } };

  it.each<[string, CaseExample, string]>([
    [
      'that denies',
      { policies: { identity: [ALL, document(deny('iam:*'), deny('s3:*', '*', sid('NoS3')))] } },
      "Statement 'NoS3' of the identity-based policy 'identity[1]' denies it.",
    ],
    [
      'that denies, and how many do besides',
      { policies: { identity: [document(deny('*'))], permissionsBoundary: document(deny('s3:*')) } },
      "Statement 1 of the identity-based policy 'identity[0]' denies it, and so does 1 more.",
    ],
    ['that is missing', { policies: {} }, 'No identity-based policy allows it.'],
    [
      'that is missing at a level of the organization',
      { policies: { identity: [ALL], serviceControl: [[ALL], [ALL], []] } },
      'No service control policy 2 levels below the root allows it.',
    ],
    [
      'that almost allows',
      {
        context: { 'aws:PrincipalTag/team': 'blue' },
        policies: { identity: [ALL], permissionsBoundary: document(allow('s3:*', '*', teamRed)) },
      },
      'The permissions boundary does not allow it; statement 1 of the permissions boundary would allow it, but ' +
        "its StringEquals on 'aws:PrincipalTag/team' does not hold: the request has 'blue'.",
    ],
    [
      'that should have denied',
      { expect: 'explicitDeny', policies: { identity: [ALL, document(deny('s3:*', '*', teamRed))] } },
      "Statement 1 of the identity-based policy 'identity[0]' allows it; statement 1 of the identity-based policy " +
        "'identity[1]' would deny it, but its StringEquals on 'aws:PrincipalTag/team' does not hold: the request " +
        'has no such key.',
    ],
    [
      'of each layer that stops it',
      { policies: { session: [document(allow('iam:*'))] } },
      'No identity-based policy allows it; no session policy allows it.',
    ],
    [
      'that the other account lacks',
      { resourceAccount: '444455556666' },
      'The resource has no policy that lets the principal in.',
    ],
    [
      'that nobody needs',
      { principal: arn('root'), policies: {}, expect: 'implicitDeny' },
      "The account's root user has every permission without a policy.",
    ],
  ])('%s', (_, parts, reason) => {
    expect(reasonOf(parts)).toBe(reason);
  });

  it('with the line on which it stands in this very case, though others say the same', () => {
    const same = caseOf({ policies: { identity: [ALL, document(deny('s3:*'))] } });
    const { results } = run([same, same]);
    const [first, second] = results.map(({ reason }) => reason);
    expect(first).toBe("Statement 1 of the identity-based policy 'identity[1]' (cases.json:23) denies it.");
    expect(second).toBe("Statement 1 of the identity-based policy 'identity[1]' (cases.json:54) denies it.");
  });
});

describe('an action that AWS does not have', () => {
  it('is remarked on with the nearest, and evaluated', () => {
    const { passed, remarks } = resultOf({ action: 's3:GetObjct' });
    expect(passed).toBe(true);
    expect(remarks).toEqual([
      expect.stringMatching(
        /^There is no action 's3:GetObjct' in AWS's reference of \d{4}-\d\d-\d\d\. Did you mean 's3:GetObject'\?$/,
      ),
    ]);
  });

  it('is not any that AWS has, whatever its case', () => {
    expect(resultOf({ action: 'S3:getobject' }).remarks).toEqual([]);
  });
});

describe('what cannot be run', () => {
  it.each<[string, CaseExample, string]>([
    [
      'a group',
      { principal: arn('group/developers') },
      `5 '${arn('group/developers')}' is not a principal: `,
    ],
    ['an ARN that is none', { principal: 'arn:aws:iam:A-san' }, "5 'arn:aws:iam:A-san' is not a principal: "],
  ])('%s as the principal', (_, parts, message) => {
    const { results, errors } = run([caseOf(parts)]);
    expect(results).toEqual([]);
    expect(errors.map((error) => `${error.location.span.start.line} ${error.message}`)).toEqual([
      expect.stringContaining(message),
    ]);
  });

  it('a case without policies, where there is no snapshot', () => {
    const { errors } = run([caseOf({ policies: undefined })]);
    expect(errors).toMatchObject([
      {
        message: 'The case has no policies, and no snapshot was given to take them from.',
        location: { span: { start: { line: 3 } } },
      },
    ]);
  });
});

describe('a case without policies takes them from the snapshot', () => {
  const example: AccountExample = {
    UserDetailList: [
      {
        Arn: arn('user/A-san'),
        ...attached(arn('policy/build')),
        ...boundedBy('limit'),
        Tags: [{ Key: 'team', Value: 'blue' }],
      },
    ],
    RoleDetailList: [
      {
        Arn: arn('role/app/Deploy'),
        AssumeRolePolicyDocument: document({
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { AWS: arn('user/A-san') },
        }),
        RolePolicyList: [embedded('own', allow('s3:*'))],
      },
    ],
    Policies: [
      managed(
        'build',
        allow('s3:*'),
        deny('s3:Delete*', '*', {
          Sid: 'KeepBlue',
          Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue' } },
        }),
      ),
      managed('limit', allow(['s3:GetObject', 's3:DeleteObject'])),
    ],
    Buckets: [{ Name: 'logs', Policy: document(deny('s3:Put*', '*', { Principal: '*', Sid: 'ReadOnly' })) }],
  };
  const graph = new PolicyGraph(inventory(example));
  const inSnapshot = (parts: CaseExample) => {
    const { results, errors } = run([caseOf({ policies: undefined, ...parts })], graph);
    return { result: results[0], errors };
  };

  it.each<[string, CaseExample]>([
    [
      'identity-based policies and a permissions boundary',
      { action: 's3:ListBucket', expect: 'implicitDeny' },
    ],
    ['tags of the principal', { action: 's3:DeleteObject', expect: 'explicitDeny' }],
    ['the policy of the bucket', { action: 's3:PutObject', expect: 'explicitDeny' }],
    [
      'role trust policies',
      { action: 'sts:AssumeRole', resource: arn('role/app/Deploy'), expect: 'allowed' },
    ],
    [
      'the role behind a session',
      { principal: 'arn:aws:sts::111122223333:assumed-role/Deploy/ci', expect: 'allowed' },
    ],
  ])('%s', (_, parts) => {
    expect(inSnapshot(parts)).toMatchObject({ result: { passed: true }, errors: [] });
  });

  it('unless it has its own', () => {
    const policies = { identity: [document(deny('*'))] };
    expect(inSnapshot({ policies, expect: 'explicitDeny' })).toMatchObject({ result: { passed: true } });
  });

  it('save for a key that the case gives', () => {
    const context = { 'aws:PrincipalTag/team': 'red' };
    expect(inSnapshot({ action: 's3:DeleteObject', context })).toMatchObject({ result: { passed: true } });
  });

  it('save for a key that the case calls unknown', () => {
    const { result } = inSnapshot({ action: 's3:DeleteObject', unknown: ['aws:PrincipalTag/team'] });
    expect(result?.reason).toBe(
      "The decision depends on what is not known: the context key 'aws:PrincipalTag/team'.",
    );
  });

  it('and names them in the reason', () => {
    const { result } = inSnapshot({ action: 's3:DeleteObject' });
    expect(result?.reason).toMatch(
      /^Statement 'KeepBlue' of the identity-based policy 'build' \(example\.json:\d+\) denies it\.$/,
    );
  });

  it('and does not take a principal that is not there for one without permissions', () => {
    const { errors } = inSnapshot({ principal: arn('user/A-sann'), expect: 'implicitDeny' });
    expect(errors).toMatchObject([
      { message: `'${arn('user/A-sann')}' is not in the snapshot, though its account is.` },
    ]);
  });

  it('and fails where the decision hangs on a policy that was not read, whatever is expected', () => {
    const principal = 'arn:aws:iam::444455556666:user/B-san';
    const { result } = inSnapshot({ principal, expect: 'explicitDeny' });
    expect(result).toMatchObject({ passed: false, evaluation: { decision: 'explicitDeny' } });
    expect(result?.reason).toBe(
      'The decision depends on what is not known: the service control policy, the identity-based policy and the ' +
        'permissions boundary.',
    );
  });
});
