import { describe, expect, it } from 'vitest';
import noAllowInResourceControl from '../../../lint-rules/validity/no-allow-in-resource-control.js';
import noNamedPrincipal from '../../../lint-rules/validity/no-named-principal-in-resource-control.js';
import noNotAction from '../../../lint-rules/validity/no-not-action-in-resource-control.js';
import noUnsupportedService from '../../../lint-rules/validity/no-unsupported-service-in-resource-control.js';
import { document } from '../../support/identities.js';
import { lintAccount } from '../../support/rules.js';
import { told } from '../../support/told.js';

const RULES = [noAllowInResourceControl, noNamedPrincipal, noNotAction, noUnsupportedService];
const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };

describe('a resource control policy', () => {
  it.each([
    ['denies', deny, []],
    ['denies everybody', { ...deny, Principal: { AWS: '*' } }, []],
    ['denies for several services', { ...deny, Action: ['s3:*', 'KMS:Decrypt', 'sts:AssumeRole'] }, []],
    [
      'may leave out resources',
      { Effect: 'Deny', Principal: '*', Action: 's3:*', NotResource: 'arn:aws:s3:::b' },
      [],
    ],
    ['allows nothing', { ...deny, Effect: 'Allow' }, ['allow {']],
    ['allows nothing but everything', { ...deny, Effect: 'Allow', Action: '*' }, []],
    [
      'allows everything without a condition',
      { ...deny, Effect: 'Allow', Action: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
      ['allow {'],
    ],
    [
      'allows everything on everything',
      { ...deny, Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::b' },
      ['allow {'],
    ],
    ['names no principal', { ...deny, Principal: { AWS: ['111122223333', '*'] } }, ['named "111122223333"']],
    [
      'names no service',
      { ...deny, Principal: { Service: 'ec2.amazonaws.com' } },
      ['named "ec2.amazonaws.com"'],
    ],
    [
      'has no NotPrincipal',
      { Effect: 'Deny', NotPrincipal: { AWS: '111122223333' }, Action: 's3:*', Resource: '*' },
      ['notPrincipal "NotPrincipal"'],
    ],
    [
      'has no NotAction',
      { Effect: 'Deny', Principal: '*', NotAction: 's3:*', Resource: '*' },
      ['notAction "NotAction"'],
    ],
    ['has no bare wildcard', { ...deny, Action: '*' }, ['every "*"']],
    [
      'has no other services',
      { ...deny, Action: ['s3:*', 'ec2:RunInstances'] },
      ['unsupported "ec2:RunInstances"'],
    ],
    ['leaves unknown services to another rule', { ...deny, Action: 'frobnicate:*' }, []],
  ])('%s', (_, statement, expected) => {
    expect(RULES.flatMap((rule) => told(rule, statement, 'resource-control'))).toEqual(expected);
  });

  it('that AWS wrote is not judged', () => {
    const Policies = [
      {
        Name: 'RCPFullAWSAccess',
        Arn: 'arn:aws:organizations::aws:policy/resource_control_policy/p-RCPFullAWSAccess',
        Type: 'RESOURCE_CONTROL_POLICY',
        Content: document({ ...deny, Effect: 'Allow', Action: 's3:*' }),
        TargetIds: ['r-root'],
      },
    ];
    const example = { Organization: { MasterAccountId: '111122223333', Policies } };
    expect(lintAccount(example, noAllowInResourceControl)).toEqual([]);
  });
});
