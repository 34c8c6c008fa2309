import { describe, expect, it } from 'vitest';
import { renderProofs } from '../../reports/claim/index.js';
import { renderReport } from '../../reports/index.js';
import { auditOfProofs, prove, type Claims } from '../../src/explain/index.js';
import type { ProofReport } from '../../src/model/index.js';
import { allow, deny } from '../support/identities.js';
import { policy } from '../support/policies.js';

function proved(
  statements: readonly object[],
  claims: Claims,
  type: Parameters<typeof policy>[1] = 'identity-based',
) {
  return prove([policy([...statements], type, 'policy')], claims);
}

const verdictsOf = ({ proofs }: ProofReport) => proofs.map(({ verdict }) => verdict);
const notGranted = (actions: readonly string[], resources?: readonly string[]): Claims => ({
  notGranted: { actions, ...(resources && { resources }) },
});

/** @see https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckAccessNotGranted.html */
describe('that actions are not granted', () => {
  it('holds where no statement allows one of them', () => {
    const report = proved([allow('s3:GetObject')], notGranted(['iam:PassRole', 's3:Delete*']));
    expect(report.proofs).toMatchObject([
      {
        verdict: 'proved',
        file: 'policy',
        answer: 'policy grants no access to iam:PassRole and s3:Delete*.',
      },
    ]);
  });

  it('does not hold where one of them is allowed on some resource', () => {
    const { proofs } = proved([allow('iam:*')], notGranted(['sts:AssumeRole', 'iam:PassRole']));
    expect(proofs).toMatchObject([
      {
        verdict: 'refuted',
        answer: 'policy grants access: iam:PassRole.',
        witnesses: [{ request: { action: 'iam:PassRole' }, grants: [{ index: 0 }] }],
      },
    ]);
  });

  it('is judged with the denials of the policy', () => {
    expect(verdictsOf(proved([allow('*'), deny('iam:PassRole')], notGranted(['iam:PassRole'])))).toEqual([
      'proved',
    ]);
    const withMFA = { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } };
    expect(
      verdictsOf(proved([allow('*'), deny('iam:PassRole', '*', withMFA)], notGranted(['iam:PassRole']))),
    ).toEqual(['refuted']);
  });

  it('is about the resources that are given', () => {
    const read = [allow('s3:GetObject', 'arn:aws:s3:::logs/*')];
    const on = (...resources: readonly string[]) => verdictsOf(proved(read, notGranted(['s3:*'], resources)));
    expect(on('arn:aws:s3:::payroll/*')).toEqual(['proved']);
    expect(on('arn:aws:s3:::payroll/*', 'arn:aws:s3:::logs/2024/*')).toEqual(['refuted']);
    expect(on('*')).toEqual(['refuted']);
  });

  it('is about all actions on a resource with *', () => {
    const read = [allow('s3:GetObject', 'arn:aws:s3:::logs/*')];
    expect(verdictsOf(proved(read, notGranted(['*'], ['arn:aws:s3:::payroll/*'])))).toEqual(['proved']);
    expect(verdictsOf(proved(read, notGranted(['*'], ['arn:aws:s3:::logs/*'])))).toEqual(['refuted']);
  });

  it('is open where a statement could not be read', () => {
    const { proofs, remarks } = proved(
      [allow('s3:GetObject'), { Effect: 'allow', Action: 'iam:PassRole', Resource: '*' }],
      notGranted(['iam:PassRole']),
    );
    expect(proofs).toMatchObject([{ verdict: 'undecided', reasons: ['unreadStatement'], witnesses: [] }]);
    expect(proofs[0]?.answer).toContain('could not be decided, because a statement could not be read');
    expect(remarks).toHaveLength(1);
  });

  it('is judged of an action that AWS does not have, with a word on it', () => {
    const { proofs, remarks } = proved([allow('iam:*')], notGranted(['iam:PasRole']));
    expect(remarks).toEqual([
      expect.stringMatching(/^AWS has no action iam:PasRole, .* Did you mean iam:PassRole\?/),
    ]);
    expect(proofs).toMatchObject([{ verdict: 'refuted' }]);
    expect(proved([], notGranted(['iam:*', '*', 'IAM:passrole'])).remarks).toEqual([]);
    expect(proved([], notGranted(['nosuch:Thing', 's3:NoSuch*'])).remarks).toHaveLength(2);
  });

  it.each<[string, readonly string[], readonly string[] | undefined, RegExp]>([
    ['an action that AWS does not have', ['s3:GetObject', 's3:PutObjct'], undefined, /no action s3:PutObjct/],
    ['the bucket, for its objects', ['s3:GetObject'], ['arn:aws:s3:::logs'], /is about arn:aws:s3:::logs,/],
    ['objects, for the bucket', ['s3:ListBucket'], ['arn:aws:s3:::logs/*'], /is about arn:aws:s3:::logs/],
    ['a service that AWS does not have', ['s3:*'], ['arn:aws:s4:::logs/*'], /is about arn:aws:s4/],
    ['one resource, for an action about none', ['s3:ListAllMyBuckets'], ['arn:aws:s3:::logs'], /is about/],
    ['one of two resources', ['*'], ['arn:aws:s3:::logs/*', 'arn:aws:nosuch:::x'], /is about arn:aws:nosuch/],
  ])('is open for what no request is about: %s', (_, actions, resources, remark) => {
    const { proofs, remarks } = proved([], notGranted(actions, resources));
    expect(proofs).toMatchObject([{ verdict: 'undecided', reasons: ['noSuchRequest'] }]);
    expect(proofs[0]?.answer).toMatch(/because a part of it is about no request that can be made\.$/);
    expect(remarks).toEqual([expect.stringMatching(remark)]);
  });

  it.each<[readonly string[], readonly string[]]>([
    [['s3:*'], ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*', '*']],
    [['*'], ['arn:aws-cn:sqs:cn-north-1:111122223333:orders', 'arn:aws:iam::*:role/*']],
    [['s3:ListAllMyBuckets'], ['*']],
    [['ssm:SendCommand'], ['arn:aws:ec2:eu-west-1:111122223333:instance/i-1']],
  ])('is decided for %j on %j', (actions, resources) => {
    expect(proved([], notGranted(actions, resources))).toMatchObject({
      remarks: [],
      proofs: [{ verdict: 'proved' }],
    });
  });

  it.each([
    [['PassRole'], undefined, "'PassRole' is not an action."],
    [['s*:GetObject'], undefined, "'s*:GetObject' is not an action."],
    [[''], undefined, "'' is not an action."],
    [['s3:Get Object'], undefined, "'s3:Get Object' is not an action."],
    [['s3:*'], ['logs'], "'logs' is not the ARN of a resource."],
    [['s3:*'], ['arn:aws:s3:::${aws:username}/*'], 'has a policy variable'],
  ])('cannot be claimed of %j on %j', (actions, resources, message) => {
    expect(() => proved([], notGranted(actions, resources))).toThrow(message);
  });
});

/** @see https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckNoPublicAccess.html */
describe('that a policy is not public', () => {
  const bucket = (principal: unknown, more: object = {}) => ({
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::logs/*',
    Principal: principal,
    ...more,
  });

  it('is about strangers', () => {
    const judged = (statement: object) =>
      proved([statement], { notPublic: 'plain' }, 'resource-based').proofs.map(({ answer }) => answer);
    expect(judged(bucket({ AWS: '111122223333' }))).toEqual(['policy is not public.']);
    expect(judged(bucket('*'))).toEqual(['policy is public: s3:GetObject.']);
  });

  it("has S3's meaning where that is asked for", () => {
    const account = bucket('*', {
      Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } },
    });
    expect(verdictsOf(proved([account], { notPublic: 'plain' }, 'resource-based'))).toEqual(['proved']);
    const { proofs } = proved([account], { notPublic: 's3' }, 'resource-based');
    expect(proofs[0]?.answer).toBe("policy is public in S3's meaning: s3:GetObject.");
  });

  it('can be claimed of a trust policy, and beside the other claim', () => {
    const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '*' } };
    const report = proved([trust], { notPublic: 'plain', ...notGranted(['s3:*']) }, 'role-trust');
    expect(report.proofs.map(({ claim, verdict }) => [claim, verdict])).toEqual([
      ['not-granted', 'proved'],
      ['not-public', 'refuted'],
    ]);
  });

  it('cannot be claimed of a policy that names no principals', () => {
    expect(() => proved([allow('*')], { notPublic: 'plain' })).toThrow(
      'policy is judged as identity-based, and such a policy names no principals',
    );
  });
});

describe('the reports', () => {
  const hostile = '\u001b[31m\u202e::error::';
  const mixed = prove(
    [
      policy([allow('iam:*', '*', { Sid: hostile })], 'identity-based', hostile),
      policy([allow('s3:GetObject')], 'identity-based', 'fine'),
      policy([{ Effect: 'allow', Action: '*', Resource: '*' }, allow('s3:*')], 'identity-based', 'open'),
    ],
    notGranted(['iam:PassRole']),
  );

  it('as text say what refutes a claim, and how many hold', () => {
    const text = renderProofs('text', mixed);
    expect(text).toContain('proved[not-granted]: fine grants no access to iam:PassRole.');
    expect(text).toContain('undecided[not-granted]: Whether open grants access could not be decided');
    expect(text).toMatch(/1 of 3 claims refuted, 1 could not be decided\.\n$/);
    expect(text).not.toMatch(/[\u001b\u202e]/);
    expect(text).not.toMatch(/^::/m);
    expect(renderProofs('text', proved([], notGranted(['s3:*'])))).toContain('1 claim proved.\n');
  });

  it('as JSON have everything', () => {
    const parsed = JSON.parse(renderProofs('json', mixed)) as ProofReport;
    expect(parsed).toEqual(mixed);
  });

  it('as SARIF have a result where the statement grants it, and an open claim is not silent', () => {
    const tool = { name: 'iamlint', version: '0.0.0', catalogueDate: '2026-01-01' } as const;
    const { runs } = JSON.parse(renderReport('sarif', auditOfProofs(mixed, tool))) as {
      readonly runs: readonly Readonly<Record<string, unknown>>[];
    };
    expect(runs).toMatchObject([
      {
        results: [{ ruleId: 'prove/not-granted', level: 'error', locations: [{ physicalLocation: {} }] }],
        invocations: [
          {
            executionSuccessful: false,
            toolExecutionNotifications: [
              { message: { text: expect.stringContaining('could not be decided') as string } },
            ],
          },
        ],
      },
    ]);
  });

  it('keep the fingerprint of a finding when the statement moves, and not when another one grants the access', () => {
    const fingerprints = (...statements: readonly object[]) =>
      auditOfProofs(proved(statements, notGranted(['iam:*'])), {
        name: 'iamlint',
        version: '0',
        catalogueDate: '',
      }).findings.map(({ fingerprint }) => fingerprint);
    const [first] = fingerprints(allow('iam:PassRole'));
    expect(fingerprints(allow('s3:*'), allow('iam:PassRole'))).toEqual([first]);
    expect(fingerprints(allow('iam:CreateUser'))).not.toEqual([first]);
  });
});
