import { describe, expect, it } from 'vitest';
import { parseDenial } from '../../src/explain/index.js';

const items = (...values: object[]) => ({ items: values });
const condition = (key: string, ...values: string[]) => ({
  key,
  values: items(...values.map((value) => ({ value }))),
});

/** AWS's example of the DecodeAuthorizationMessage operation, shortened. */
const decoded = {
  allowed: false,
  explicitDeny: true,
  matchedStatements: items({
    statementId: 'VisualEditor0',
    effect: 'DENY',
    principals: items({ value: 'AROA123456789EXAMPLE' }),
    principalGroups: items(),
    actions: items({ value: 'ec2:RunInstances' }),
    resources: items({ value: '*' }),
    conditions: items(),
  }),
  failures: items(),
  context: {
    principal: {
      id: 'AROA123456789EXAMPLE:Ana',
      arn: 'arn:aws:sts::111122223333:assumed-role/Developer/Ana',
    },
    action: 'RunInstances',
    resource: 'arn:aws:ec2:us-east-1:111122223333:instance/*',
    conditions: items(
      condition('ec2:InstanceType', 't2.micro'),
      condition('aws:TagKeys', 'team', 'stage'),
      condition('ec2:IsLaunchTemplateResource', 'false'),
    ),
  },
};
const parse = (value: unknown) => parseDenial(JSON.stringify(value));

describe('a decoded authorization message', () => {
  it('says who, what, why and with which context', () => {
    expect(parse(decoded)).toMatchObject({
      form: 'decoded',
      kind: 'explicitDeny',
      principal: { arn: 'arn:aws:sts::111122223333:assumed-role/Developer/Ana' },
      action: 'ec2:RunInstances',
      resource: 'arn:aws:ec2:us-east-1:111122223333:instance/*',
      policyType: undefined,
      statementIds: ['VisualEditor0'],
      context: {
        'aws:userid': ['AROA123456789EXAMPLE:Ana'],
        'ec2:InstanceType': ['t2.micro'],
        'aws:TagKeys': ['team', 'stage'],
        'ec2:IsLaunchTemplateResource': ['false'],
      },
    });
  });

  it('is an implicit deny where nothing denied', () => {
    const implicit = { ...decoded, explicitDeny: false, matchedStatements: items() };
    expect(parse(implicit)).toMatchObject({ kind: 'implicitDeny', statementIds: [] });
  });

  it('has the service of the action where EC2 writes it', () => {
    const context = { ...decoded.context, action: 'ec2:runinstances' };
    expect(parse({ ...decoded, context })?.action).toBe('ec2:RunInstances');
  });

  it.each([
    ['the output of the AWS CLI', { DecodedMessage: JSON.stringify(decoded) }],
    ['that with --query DecodedMessage', JSON.stringify(decoded)],
  ])('may be %s', (_, value) => {
    expect(parse(value)).toEqual(parse(decoded));
  });

  it('is no denial where the request was allowed', () => {
    expect(parse({ ...decoded, allowed: true })).toBeUndefined();
  });

  it('takes what is there of a message with other shapes in it', () => {
    const context = {
      principal: 'x',
      action: 7,
      conditions: { items: [null, { key: '__proto__', values: 1 }] },
    };
    const denial = parse({ allowed: false, matchedStatements: [], context });
    expect(denial).toMatchObject({
      form: 'decoded',
      principal: undefined,
      action: undefined,
      statementIds: [],
    });
    expect(Object.keys(denial?.context ?? {})).toEqual(['__proto__']);
  });
});
