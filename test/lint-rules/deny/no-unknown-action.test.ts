import { describe, expect, it } from 'vitest';
import rule from '../../../lint-rules/deny/no-unknown-action.js';
import { POLICY_TYPES } from '../../../src/model/index.js';
import {
  allow,
  arn,
  attached,
  awsManaged,
  deny,
  denyAllBut,
  document,
  managed,
  type StatementExample,
} from '../../support/identities.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

const findings = (statement: StatementExample) => lintPolicy(document(statement), 'identity-based', rule);
const suggestions = (statement: StatementExample) =>
  findings(statement).map(
    ({ messageId, message }) => `${messageId}: ${/mean '(.*)'\?/.exec(message)?.[1] ?? ''}`,
  );

describe('an action that does not exist', () => {
  it.each([
    ['by a slip', 's3:DeleteObjetc', 's3:DeleteObject'],
    ['by a plural', 'iam:DeleteRoles', 'iam:DeleteRole'],
    ['by the service', 'lamda:InvokeFunction', 'lambda:InvokeFunction'],
    ['by a wildcard in the service', 's3*:GetObject', 's3:GetObject'],
    ['by the service of a pattern', 'cloudtral:Stop*', 'cloudtrail:Stop*'],
  ])('%s has a suggestion', (_, action, nearest) => {
    expect(suggestions(deny(action))).toEqual([`misspelt: ${nearest}`]);
  });

  it.each(['s3:ListObjectsV2', 'frobnicate:*', 's3:Fetch*', 'GetObject'])(
    'and resembles nothing has less confidence: %s',
    (action) => {
      expect(findings(deny(action)).map(({ messageId, confidence }) => [messageId, confidence])).toEqual([
        ['unknown', 'medium'],
      ]);
    },
  );

  it('is reported among others that do, each at its place', () => {
    const statement = deny(['s3:DeleteObject', 's3:DeletBucket', 's3:DeleteBucket', 's3:PutObjcet']);
    expect(
      findings(statement)
        .map(({ locations: [{ location }] }) => location.path.at(-1))
        .toSorted(),
    ).toEqual([1, 3]);
  });

  it.each(POLICY_TYPES)('is reported in a policy of any type: %s', (type) => {
    const principal = ['resource-based', 'role-trust', 'resource-control', 'vpc-endpoint'].includes(type)
      ? { Principal: '*' }
      : {};
    const { Resource, ...statement } = { ...deny('s3:DeleteObjetc'), ...principal };
    const resource = type === 'role-trust' ? {} : { Resource };
    expect(lintPolicy(document({ ...statement, ...resource }), type, rule)).toHaveLength(1);
  });
});

describe('in what a deny spares', () => {
  it('a slip is reported', () => {
    expect(suggestions(denyAllBut(['iam:*', 'sts:GetSesionToken']))).toEqual([
      'misspeltExemption: sts:GetSessionToken',
    ]);
  });

  it('a service that is no more does no harm', () => {
    expect(findings(denyAllBut(['sumerian:*', 'iam:*']))).toEqual([]);
  });
});

describe('nothing is wrong', () => {
  it.each(['*', '*:*', 's3:*', 's3:Delete*', 'S3:DELETEOBJECT', 's3:?etObject'])('with %s', (action) => {
    expect(findings(deny(action))).toEqual([]);
  });

  it('in an Allow, which fails where it is used', () => {
    expect(findings(allow('s3:GetObjetc'))).toEqual([]);
  });

  it('where the policy is attached to nobody, or AWS wrote it', () => {
    expect(lintAccount({ Policies: [managed('unattached', deny('s3:DeleteObjetc'))] }, rule)).toEqual([]);
    const Policies = [{ ...managed('x', deny('s3:DeleteObjetc')), Arn: awsManaged('AWSDenySome') }];
    expect(
      lintAccount(
        { RoleDetailList: [{ Arn: arn('role/A'), ...attached(awsManaged('AWSDenySome')) }], Policies },
        rule,
      ),
    ).toEqual([]);
  });
});
