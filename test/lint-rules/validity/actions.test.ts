import { describe, expect, it } from 'vitest';
import noMalformedAction from '../../../lint-rules/validity/no-malformed-action.js';
import noUnknownAction from '../../../lint-rules/validity/no-unknown-action.js';
import noUnknownService from '../../../lint-rules/validity/no-unknown-service.js';
import noWildcardInService from '../../../lint-rules/validity/no-wildcard-in-service.js';
import {
  allow,
  allowAllBut,
  arn,
  attached,
  awsManaged,
  boundedBy,
  deny,
  document,
  managed,
} from '../../support/identities.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';
import { told } from '../../support/told.js';

const RULES = [noMalformedAction, noUnknownAction, noUnknownService, noWildcardInService];
const all = (statement: Parameters<typeof told>[1]) => RULES.flatMap((rule) => told(rule, statement));

describe('an action of an Allow', () => {
  it.each([
    ['GetObject', 'service "GetObject"'],
    ['', 'service ""'],
    [':GetObject', 'service ":GetObject"'],
    ['s3:', 'name "s3:"'],
    ['s3:GetObject s3:PutObject', 'several "s3:GetObject s3:PutObject"'],
    ['s3:GetObject,s3:PutObject', 'several "s3:GetObject,s3:PutObject"'],
    ['s3: GetObject', 'several "s3: GetObject"'],
    ['s3:Get:Object', 'colons "s3:Get:Object"'],
    ['s3:GetObjetc', 'misspelt "s3:GetObjetc"'],
    ['iam:PassRoles', 'misspelt "iam:PassRoles"'],
    ['s3:ListObjectsV2', 'unknown "s3:ListObjectsV2"'],
    ['s3:Fetch*', 'pattern "s3:Fetch*"'],
    ['s3:Fetch?bject', 'pattern "s3:Fetch?bject"'],
    ['lamda:InvokeFunction', 'misspelt "lamda:InvokeFunction"'],
    ['frobnicate:*', 'unknown "frobnicate:*"'],
    ['*:List*', 'wildcard "*:List*"'],
    ['ec?:RunInstances', 'wildcard "ec?:RunInstances"'],
    ['s3*:*', 'wildcard "s3*:*"'],
  ])('that is nothing has one finding: %s', (action, expected) => {
    expect(all(allow(action))).toEqual([expected]);
  });

  it.each(['*', '*:*', 's3:*', 's3:Get*', 'S3:GETOBJECT', 's3:?etObject', 'execute-api:Invoke', 'a4b:*'])(
    'that is one, or matches some, has none: %s',
    (action) => {
      expect(all(allow(action))).toEqual([]);
    },
  );

  it('is found in a list, each at its place, and a service once for each statement', () => {
    expect(all(allow(['s3:GetObject', 'lamda:*', 'lamda:GetFunction', 's3:PutObjetc']))).toEqual([
      'misspelt "s3:PutObjetc"',
      'misspelt "lamda:*"',
    ]);
  });

  it('is a slip beyond doubt only where it begins like the action', () => {
    const confidence = (action: string) =>
      lintPolicy(document(allow(action)), 'identity-based', noUnknownAction)[0]?.confidence;
    expect(confidence('s3:GetObjetc')).toBe('high');
    expect(confidence('payments:GetPaymentPreferences')).toBe('medium');
    expect(confidence('s3:ListObjectsV2')).toBe('medium');
  });
});

describe('what NotAction leaves out', () => {
  it('is told of where it was meant to be an action', () => {
    expect(all(allowAllBut(['iam:*', 'iam:PassRoles', 's3:ListObjectsV2']))).toEqual([
      'misspeltExemption "iam:PassRoles"',
      'unknown "s3:ListObjectsV2"',
    ]);
  });
});

it('a Deny is left to the rule on denies', () => {
  expect(all(deny(['GetObject', 's3:GetObjetc', 'lamda:*', '*:List*']))).toEqual([]);
});

it('an action with a policy variable is left to the rule on variables', () => {
  expect(all(allow(['s3:Get${aws:username}', '${aws:PrincipalTag/service}:*']))).toEqual([]);
});

describe('a policy of an account', () => {
  const role = { Arn: arn('role/A'), ...attached(arn('policy/Slip')), ...boundedBy('Slip') };

  it('is told of once, whoever has it and whatever it serves as, and if nobody has it', () => {
    const Policies = [managed('Slip', allow('s3:GetObjetc'))];
    for (const RoleDetailList of [[role, { ...role, Arn: arn('role/B') }], []]) {
      expect(lintAccount({ RoleDetailList, Policies }, noUnknownAction)).toMatchObject([
        { subject: arn('policy/Slip') },
      ]);
    }
  });

  it('is not told of where AWS wrote it', () => {
    const Policies = [{ ...managed('x', allow('s3:GetObjetc')), Arn: awsManaged('Slip') }];
    const RoleDetailList = [{ Arn: arn('role/A'), ...attached(awsManaged('Slip')) }];
    expect(lintAccount({ RoleDetailList, Policies }, noUnknownAction)).toEqual([]);
  });
});
