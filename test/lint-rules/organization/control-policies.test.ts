import { describe, expect, it } from 'vitest';
import noEssentialActionDeny from '../../../lint-rules/organization/no-essential-action-deny.js';
import noExemptEverybody from '../../../lint-rules/organization/no-exempt-everybody.js';
import noExemptPrincipal from '../../../lint-rules/organization/no-exempt-principal.js';
import noKeylessPerimeter from '../../../lint-rules/organization/no-keyless-perimeter.js';
import requireGlobalServices from '../../../lint-rules/organization/require-global-services.js';
import requireRootSessionExemption from '../../../lint-rules/organization/require-root-session-exemption.js';
import requireServiceExemption from '../../../lint-rules/organization/require-service-exemption.js';
import requireSourceExemption from '../../../lint-rules/organization/require-source-exemption.js';
import type { PolicyType } from '../../../src/model/index.js';
import type { Rule } from '../../../src/linter/index.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

const statement = (more: object) => ({ Effect: 'Deny', Action: '*', Resource: '*', ...more });
const policy = (more: object) => ({ Version: '2012-10-17', Statement: [statement(more)] });
const policyOf = (type: PolicyType, more: object) =>
  policy(type === 'resource-control' ? { Principal: '*', ...more } : more);
const asks = (rule: Rule, type: PolicyType) => ({
  messages: (more: object) => lintPolicy(policyOf(type, more), type, rule).map(({ messageId }) => messageId),
  underlined: (more: object) => {
    const [found] = lintPolicy(policyOf(type, more), type, rule);
    const { path } = found?.locations[0].location ?? { path: [] };
    return path.slice(2).join('.');
  },
});

describe('organization/no-exempt-principal', () => {
  const scp = asks(noExemptPrincipal, 'service-control');
  const rcp = asks(noExemptPrincipal, 'resource-control');
  const linked = 'arn:aws:iam::*:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS';

  it.each([
    ['service', { Bool: { 'aws:PrincipalIsAWSService': 'true' } }],
    ['service', { StringEquals: { 'aws:PrincipalServiceName': 'cloudtrail.amazonaws.com' } }],
    ['serviceLinked', { ArnLike: { 'aws:PrincipalArn': [linked] } }],
    ['stranger', { StringNotEqualsIfExists: { 'aws:principalorgid': ['o-a1b2c3d4e5'] } }],
  ])('finds a Deny for a %s', (messageId, Condition) => {
    expect(scp.messages({ Condition })).toEqual([messageId]);
  });

  it.each([
    ['everybody else', { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }],
    ['requests without the key', { BoolIfExists: { 'aws:PrincipalIsAWSService': 'true' } }],
    ['others, too', { ArnLike: { 'aws:PrincipalArn': [linked, 'arn:aws:iam::*:role/app'] } }],
    ['every role', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } }],
    ['principals of the organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
    ['a foreign organization', { StringNotEquals: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' } }],
  ])('is silent on a Deny for %s', (_, Condition) => {
    expect(scp.messages({ Condition })).toEqual([]);
  });

  it('knows that a resource control policy limits services and strangers, and no service-linked role', () => {
    expect(rcp.messages({ Condition: { Bool: { 'aws:PrincipalIsAWSService': 'true' } } })).toEqual([]);
    expect(
      rcp.messages({ Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }),
    ).toEqual([]);
    expect(rcp.messages({ Condition: { ArnLike: { 'aws:PrincipalArn': linked } } })).toEqual([
      'serviceLinked',
    ]);
  });

  it('is not about an Allow', () => {
    const Condition = { Bool: { 'aws:PrincipalIsAWSService': 'true' } };
    expect(scp.messages({ Effect: 'Allow', Condition })).toEqual([]);
  });

  it('knows the management account and the organization from the snapshot', () => {
    const messages = (Condition: object) =>
      lintAccount(
        {
          Organization: {
            MasterAccountId: '999900009999',
            Policies: [{ Name: 'Own', Content: policy({ Condition }), TargetIds: ['r-root'] }],
          },
        },
        noExemptPrincipal,
      ).map(({ messageId }) => messageId);
    expect(messages({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::999900009999:role/*' } })).toEqual([
      'management',
    ]);
    expect(messages({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } })).toEqual([]);
    expect(messages({ ArnLike: { 'aws:PrincipalArn': '*' } })).toEqual([]);
    expect(messages({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-example' } })).toEqual(['stranger']);
    expect(messages({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-typo' } })).toEqual([]);
  });
});

describe('organization/no-exempt-everybody', () => {
  const scp = asks(noExemptEverybody, 'service-control');

  it.each(['*', 'arn:aws:iam::*:*', 'arn:aws:iam::*:role/*', 'arn:*:iam::*:role/*'])(
    'finds %s',
    (pattern) => {
      expect(scp.messages({ Condition: { ArnNotLike: { 'aws:PrincipalArn': ['a', pattern] } } })).toEqual([
        'exempt',
      ]);
      expect(scp.underlined({ Condition: { StringNotLike: { 'aws:PrincipalArn': ['a', pattern] } } })).toBe(
        'Condition.StringNotLike.aws:PrincipalArn.1',
      );
    },
  );

  it.each([
    ['some roles', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app-*' } }],
    ['the roles of one account', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } }],
    ['users', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/*' } }],
    [
      'a role with a star in its name, under an operator without wildcards',
      {
        StringNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' },
      },
    ],
  ])('is silent on an exemption for %s', (_, Condition) => {
    expect(scp.messages({ Condition })).toEqual([]);
  });

  it('is not about an Allow, nor about a positive condition', () => {
    const Condition = { ArnNotLike: { 'aws:PrincipalArn': '*' } };
    expect(scp.messages({ Effect: 'Allow', Condition })).toEqual([]);
    expect(scp.messages({ Condition: { ArnLike: { 'aws:PrincipalArn': '*' } } })).toEqual([]);
  });
});

describe('organization/no-essential-action-deny', () => {
  const scp = asks(noEssentialActionDeny, 'service-control');

  it('underlines the action', () => {
    expect(scp.underlined({ Action: ['s3:DeleteBucket', 'KMS:*'] })).toBe('Action.1');
    expect(scp.underlined({ Action: undefined, NotAction: ['ec2:*'] })).toBe('NotAction');
  });

  it.each([
    ['an Allow', { Effect: 'Allow', Action: 'sts:AssumeRole' }],
    ['a Deny of everything', { Action: '*' }],
    [
      'a Deny for some principals',
      {
        Action: 'sts:*',
        Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' } },
      },
    ],
    ['a Deny on some resources', { Action: 'iam:PassRole', Resource: 'arn:aws:iam::*:role/admin' }],
    ['a Deny of other actions', { Action: ['kms:ScheduleKeyDeletion', 'logs:DeleteLogGroup'] }],
    [
      'a Deny of all but what is essential',
      {
        Action: undefined,
        NotAction: ['sts:*', 'iam:*', 'kms:*', 'logs:*'],
      },
    ],
  ])('is silent on %s', (_, more) => {
    expect(scp.messages(more)).toEqual([]);
  });
});

describe('organization/require-global-services', () => {
  const scp = asks(requireGlobalServices, 'service-control');
  const outside = (...regions: string[]) => ({ StringNotEquals: { 'aws:RequestedRegion': regions } });

  it.each([
    ['every action', { Action: '*' }],
    ['a service of one Region', { Action: ['ec2:*', 'IAM:CreateUser'] }],
    ['what is left by NotAction', { Action: undefined, NotAction: ['ec2:*', 's3:*'] }],
  ])('finds that %s is denied', (_, more) => {
    expect(scp.messages({ ...more, Condition: outside('eu-west-1') })).toEqual(['denied']);
  });

  it.each([
    ['StringNotLike', { StringNotLike: { 'aws:RequestedRegion': 'eu-*' } }],
    [
      'an exemption of some roles besides',
      {
        ...outside('eu-west-1'),
        ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' },
      },
    ],
    [
      'a Deny of the home Region itself',
      { StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'us-west-2'] } },
    ],
  ])('finds it under %s', (_, Condition) => {
    expect(scp.messages({ Action: 'iam:*', Condition })).toEqual(
      'StringEquals' in Condition ? [] : ['denied'],
    );
  });

  it('is less certain where IAM is left out', () => {
    const [found] = lintPolicy(
      policy({ Action: 'cloudfront:*', Condition: outside('eu-west-1') }),
      'service-control',
      requireGlobalServices,
    );
    expect(found).toMatchObject({ confidence: 'medium' });
  });

  it('is silent where the home Region passes', () => {
    expect(scp.messages({ Action: 'iam:*', Condition: outside('eu-west-1', 'us-east-1') })).toEqual([]);
    expect(
      scp.messages({ Condition: { StringNotLike: { 'aws:RequestedRegion': ['eu-*', 'us-*'] } } }),
    ).toEqual([]);
    expect(scp.messages({ Condition: outside('eu-west-1', 'us-east-1') })).toEqual(['denied']);
  });

  it.each([
    ['an Allow', { Effect: 'Allow', Condition: outside('eu-west-1') }],
    ['services of every Region', { Action: ['ec2:*', 'rds:*'], Condition: outside('eu-west-1') }],
    ['another key', { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }],
    ['China', { Condition: outside('cn-north-1') }],
    ['GovCloud', { Condition: outside('us-gov-west-1') }],
    ['a Region that a variable tells', { Condition: outside('${aws:PrincipalTag/region}') }],
    [
      'what NotAction leaves of IAM',
      {
        Action: undefined,
        NotAction: [
          'account:*',
          'budgets:*',
          'ce:*',
          'cloudfront:*',
          'globalaccelerator:*',
          'health:*',
          'iam:Get*',
          'networkmanager:*',
          'organizations:*',
          'route53:*',
          'route53domains:*',
          'shield:*',
          'support:*',
          'waf:*',
        ],
        Condition: outside('eu-west-1'),
      },
    ],
  ])('is silent on %s', (_, more) => {
    expect(scp.messages(more)).toEqual([]);
  });

  it('is about identity-based policies and permissions boundaries, once', () => {
    const more = { Action: '*', Condition: outside('eu-west-1') };
    expect(asks(requireGlobalServices, 'permissions-boundary').messages(more)).toEqual(['denied']);
    const Arn = 'arn:aws:iam::111122223333:policy/Regions';
    const findings = lintAccount(
      {
        UserDetailList: [
          {
            Arn: 'arn:aws:iam::111122223333:user/ann',
            AttachedManagedPolicies: [{ PolicyArn: Arn }],
            PermissionsBoundary: { PermissionsBoundaryArn: Arn },
          },
        ],
        Policies: [{ Arn, PolicyVersionList: [{ Document: policy(more) }] }],
      },
      requireGlobalServices,
    );
    expect(findings.map(({ subject }) => subject)).toEqual(['arn:aws:iam::111122223333:user/ann']);
  });
});

describe('organization/require-service-exemption', () => {
  const rcp = asks(requireServiceExemption, 'resource-control');
  const stranger = { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };

  it.each([
    ['the principal', stranger],
    ['the network', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['a list of accounts', { 'ForAllValues:StringNotEquals': { 'AWS:PRINCIPALACCOUNT': ['111122223333'] } }],
    [
      'the principal, and of services only',
      {
        ...stranger,
        Bool: { 'aws:PrincipalIsAWSService': ['true'] },
      },
    ],
    ['the principal, where it is unknown', { Null: { 'aws:PrincipalOrgID': 'true' } }],
    ['the principal and of plain HTTP', { ...stranger, Bool: { 'aws:SecureTransport': 'false' } }],
  ])('finds a condition on %s', (_, Condition) => {
    expect(rcp.messages({ Condition })).toEqual(['denied']);
  });

  it.each([
    ['that spares services', { ...stranger, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }],
    [
      'that spares some services by name',
      {
        ...stranger,
        StringNotEqualsIfExists: {
          'aws:PrincipalOrgID': 'o-a1b2c3d4e5',
          'aws:PrincipalServiceName': 'cloudtrail.amazonaws.com',
        },
      },
    ],
    [
      'that spares services with names',
      {
        ...stranger,
        StringNotLikeIfExists: { 'aws:PrincipalServiceNamesList': '*.amazonaws.com' },
      },
    ],
    ['that spares calls with a source', { ...stranger, Null: { 'aws:SourceAccount': 'true' } }],
    ['that asks for the key', { ...stranger, Null: { 'aws:PrincipalOrgID': 'false' } }],
    ['that names principals', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' } }],
    [
      'on any of several values',
      { 'ForAnyValue:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' } },
    ],
    ['of another kind', { Bool: { 'aws:SecureTransport': 'false' } }],
  ])('is silent on a Deny %s', (_, Condition) => {
    expect(rcp.messages({ Condition })).toEqual([]);
  });

  it('is not about an Allow', () => {
    expect(rcp.messages({ Effect: 'Allow', Condition: stranger })).toEqual([]);
  });
});

describe('organization/require-source-exemption', () => {
  const rcp = asks(requireSourceExemption, 'resource-control');
  const source = { StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } };
  const service = { Bool: { 'aws:PrincipalIsAWSService': 'true' } };

  it.each([
    ['principals', source],
    ['principals', { StringNotEquals: { 'aws:SourceAccount': '111122223333' } }],
    ['principals', { ...source, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }],
    ['services', { ...source, ...service }],
    ['services', { ...source, ...service, Null: { 'aws:SourceAccount': 'true' } }],
  ])('finds that %s are denied', (messageId, Condition) => {
    expect(rcp.messages({ Condition })).toEqual([messageId]);
  });

  it.each([
    ['that spares both', { ...source, ...service, Null: { 'aws:SourceArn': 'false' } }],
    [
      'that asks for a source, which nobody but services has',
      { ...source, Null: { 'aws:SourceAccount': 'false' } },
    ],
    ['of certain sources', { StringEquals: { 'aws:SourceAccount': '444455556666' } }],
    ['of calls without a source', { ...service, Null: { 'aws:SourceAccount': 'true' } }],
    ['of something else', service],
  ])('is silent on a Deny %s', (_, Condition) => {
    expect(rcp.messages({ Condition })).toEqual([]);
  });

  it('is not about an Allow', () => {
    expect(rcp.messages({ Effect: 'Allow', Condition: source })).toEqual([]);
  });
});

describe('organization/require-root-session-exemption', () => {
  const scp = asks(requireRootSessionExemption, 'service-control');
  const root = { ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:root'] } };

  it.each([
    ['everything', {}],
    ['some tasks', { Action: ['s3:*', 'ec2:*'] }],
  ])('finds a Deny of %s', (_, more) => {
    expect(scp.messages({ ...more, Condition: root })).toEqual(['denied']);
    expect(scp.underlined({ ...more, Condition: root })).toBe('Condition.ArnLike.aws:PrincipalArn');
  });

  it.each([
    ['that spares such sessions', { Condition: { ...root, Null: { 'aws:AssumedRoot': 'true' } } }],
    ['that spares them by Bool', { Condition: { ...root, BoolIfExists: { 'aws:AssumedRoot': 'false' } } }],
    ['of other actions', { Action: 'ec2:*', Condition: root }],
    ['of other principals', { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x' } } }],
    ['of everybody but the root user', { Condition: { ArnNotLike: root.ArnLike } }],
    ['that is an Allow', { Effect: 'Allow', Condition: root }],
  ])('is silent on a Deny %s', (_, more) => {
    expect(scp.messages(more)).toEqual([]);
  });
});

describe('organization/no-keyless-perimeter', () => {
  const scp = asks(noKeylessPerimeter, 'service-control');
  const foreign = { StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } };

  it.each([
    ['all actions', {}],
    ['one of them', { Action: ['s3:*', 'ec2:CreateVpcEndpoint'] }],
    ['what NotAction leaves', { Action: undefined, NotAction: 'ec2:*' }],
  ])('finds %s', (_, more) => {
    expect(scp.messages({ ...more, Condition: foreign })).toEqual(['denied']);
    expect(scp.underlined({ ...more, Condition: foreign })).toBe(
      'Condition.StringNotEquals.aws:ResourceAccount',
    );
  });

  it.each([
    ['of actions that have the key', { Action: ['s3:*', 'dynamodb:*'], Condition: foreign }],
    ['that asks for the key', { Condition: { ...foreign, Null: { 'aws:ResourceAccount': 'false' } } }],
    ['of some accounts', { Condition: { StringEquals: { 'aws:ResourceAccount': '444455556666' } } }],
    ['that is an Allow', { Effect: 'Allow', Condition: foreign }],
  ])('is silent on a Deny %s', (_, more) => {
    expect(scp.messages(more)).toEqual([]);
  });

  it('sees each of several perimeters in one statement', () => {
    const Condition = { StringNotEquals: { 'aws:ResourceAccount': '1', 'aws:ResourceOrgID': 'o' } };
    expect(scp.messages({ Condition })).toEqual(['denied']);
  });
});
