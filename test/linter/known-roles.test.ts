import { describe, expect, it } from 'vitest';
import drifted from '../../lint-rules/roles/no-drifted-role.js';
import administrator from '../../lint-rules/grants/no-full-access-policy.js';
import externalRoot from '../../lint-rules/trust/no-external-account-root.js';
import { renderJson } from '../../reports/json.js';
import { renderSarif } from '../../reports/sarif.js';
import { renderText } from '../../reports/text.js';
import type { AuditReport } from '../../src/model/index.js';
import type { AccountExample } from '../support/account-example.js';
import { lintAccount } from '../support/rules.js';

const MANAGEMENT = '999900001111';
const organization = { MasterAccountId: MANAGEMENT, Accounts: ['111122223333', '222233334444'] };
const inAccount = (resource: string) => `arn:aws:iam::111122223333:${resource}`;

interface RoleExample {
  readonly role: string;
  readonly principal: object;
  readonly more?: object;
  readonly attached?: readonly string[];
  readonly embedded?: readonly object[];
}

const account = (
  { role, principal, more, attached, embedded }: RoleExample,
  organizationRead: AccountExample['Organization'] = organization,
): AccountExample => ({
  RoleDetailList: [
    {
      Arn: inAccount(`role/${role}`),
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...more },
        ] as unknown as string,
      },
      AttachedManagedPolicies: (attached ?? []).map((name) => ({
        PolicyArn: `arn:aws:iam::aws:policy/${name}`,
      })),
      RolePolicyList: (embedded ?? []).map((statement, index) => ({
        PolicyName: `p${index}`,
        PolicyDocument: { Version: '2012-10-17', Statement: statement as never },
      })),
    },
  ],
  Organization: organizationRead,
});
const driftsOf = (...args: Parameters<typeof account>) =>
  lintAccount(account(...args), drifted).map(({ messageId }) => messageId);

const MANAGEMENT_ROOT = { AWS: `arn:aws:iam::${MANAGEMENT}:root` };
const EXECUTION: RoleExample = {
  role: 'AWSControlTowerExecution',
  principal: MANAGEMENT_ROOT,
  attached: ['AdministratorAccess'],
};
const CDK_DEPLOY = 'cdk-hnb659fds-deploy-role-111122223333-eu-west-1';

describe('a role as it was made', () => {
  it.each<[string, RoleExample]>([
    ['by Control Tower', EXECUTION],
    [
      'by Organizations, as twelve digits',
      { role: 'OrganizationAccountAccessRole', principal: { AWS: MANAGEMENT } },
    ],
    [
      'by Organizations, with MFA asked for besides',
      {
        role: 'OrganizationAccountAccessRole',
        principal: MANAGEMENT_ROOT,
        more: { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
      },
    ],
    [
      'by Identity Center, with whatever policy',
      {
        role: 'aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef',
        principal: { Federated: inAccount('saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE') },
        attached: ['AdministratorAccess'],
      },
    ],
    [
      'by stack sets of the organization',
      {
        role: 'stacksets-exec-0123456789abcdef0123456789abcdef',
        principal: {
          AWS: `arn:aws:iam::${MANAGEMENT}:role/aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin`,
        },
        attached: ['AdministratorAccess'],
      },
    ],
    [
      'by stack sets, with several targets',
      {
        role: 'AWSCloudFormationStackSetAdministrationRole',
        principal: { Service: 'cloudformation.amazonaws.com' },
        embedded: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Resource: [
              'arn:aws:iam::111122223333:role/AWSCloudFormationStackSetExecutionRole',
              'arn:aws:iam::222233334444:role/AWSCloudFormationStackSetExecutionRole',
            ],
          },
        ],
      },
    ],
    [
      'by the CDK, at a path of its own and for another account of the organization',
      {
        role: `delegated/${CDK_DEPLOY}`,
        principal: { AWS: [inAccount('root'), 'arn:aws:iam::222233334444:root'] },
        embedded: [
          { Effect: 'Allow', Action: ['cloudformation:CreateStack', 's3:GetObject*'], Resource: '*' },
          { Effect: 'Deny', NotAction: 'iam:*', Resource: '*' },
        ],
      },
    ],
  ])('%s does not differ', (_, role) => {
    expect(driftsOf(role)).toEqual([]);
  });
});

describe('a role differs', () => {
  it.each<[string, RoleExample, string]>([
    ['in whom it trusts', { ...EXECUTION, principal: { AWS: '444455556666' } }, 'trust'],
    [
      'in whom it trusts, of its own account',
      { ...EXECUTION, principal: { AWS: inAccount('root') } },
      'trust',
    ],
    ['in whom it trusts, a service', { ...EXECUTION, principal: { Service: 'ec2.amazonaws.com' } }, 'trust'],
    ['in whom it trusts, everybody', { ...EXECUTION, principal: { AWS: '*' } }, 'trust'],
    ['in its path', { ...EXECUTION, role: 'ops/AWSControlTowerExecution' }, 'place'],
    ['as one that only pretends', { ...EXECUTION, role: 'AWSServiceRoleForConfig' }, 'place'],
    [
      'in its policies',
      {
        role: 'service-role/AWSControlTowerAdmin',
        principal: { Service: 'controltower.amazonaws.com' },
        attached: ['AdministratorAccess'],
      },
      'permissions',
    ],
    [
      'in an embedded policy',
      {
        role: CDK_DEPLOY,
        principal: { AWS: inAccount('root') },
        embedded: [{ Effect: 'Allow', Action: ['cloudformation:*', 'iam:CreateUser'], Resource: '*' }],
      },
      'permissions',
    ],
    [
      'in an embedded policy that leaves out some resources',
      {
        role: CDK_DEPLOY,
        principal: { AWS: inAccount('root') },
        embedded: [{ Effect: 'Allow', Action: 'iam:PassRole', NotResource: inAccount('role/x') }],
      },
      'permissions',
    ],
    [
      'in the provider, which is not that of Identity Center',
      {
        role: 'aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef',
        principal: { Federated: inAccount('saml-provider/Okta') },
      },
      'trust',
    ],
  ])('%s', (_, role, kind) => {
    expect(driftsOf(role)).toEqual([kind]);
  });

  it('where its Allow names whom it does not trust', () => {
    const example = account(EXECUTION);
    const [role] = example.RoleDetailList ?? [];
    const statement = { Effect: 'Allow', NotPrincipal: { AWS: '444455556666' }, Action: 'sts:AssumeRole' };
    expect(
      lintAccount(
        {
          ...example,
          RoleDetailList: [
            {
              ...role,
              Arn: inAccount('role/AWSControlTowerExecution'),
              AssumeRolePolicyDocument: { Statement: statement },
            },
          ],
        },
        drifted,
      ).map(({ messageId }) => messageId),
    ).toEqual(['trust']);
  });
});

describe('what is not known', () => {
  it('without the organization nobody can tell who manages it: neither drift nor known', () => {
    expect(driftsOf(EXECUTION, 'unread')).toEqual([]);
    const [finding] = lintAccount(account(EXECUTION, 'unread'), administrator);
    expect(finding?.severity).toBe(administrator.meta.severity);
    expect(finding?.knownRole).toBeUndefined();
  });

  it('an account in no organization has no management account', () => {
    expect(lintAccount({ ...account(EXECUTION), Organization: undefined }, drifted)).toHaveLength(1);
  });

  it('a trust policy that was not read decides nothing', () => {
    expect(
      lintAccount({ RoleDetailList: [{ Arn: inAccount('role/AWSControlTowerExecution') }] }, drifted),
    ).toEqual([]);
  });

  it('an account that the configuration trusts belongs there', () => {
    const example = account({ role: CDK_DEPLOY, principal: { AWS: '444455556666' } });
    expect(lintAccount(example, drifted)).toHaveLength(1);
    expect(lintAccount({ ...example, TrustedAccounts: ['444455556666'] }, drifted)).toEqual([]);
  });
});

describe('findings about a known role', () => {
  const twice: AccountExample = {
    ...account(EXECUTION),
    RoleDetailList: [
      ...(account(EXECUTION).RoleDetailList ?? []),
      ...(account(EXECUTION).RoleDetailList ?? []).map((role) => ({
        ...role,
        Arn: role.Arn.replace('111122223333', '222233334444'),
      })),
    ],
  };

  it('are of the lowest severity, say what the role is, and share one cause', () => {
    const findings = lintAccount(twice, administrator);
    expect(findings.map(({ severity, knownRole }) => [severity, knownRole])).toEqual([
      ['low', 'AWS Control Tower execution role'],
      ['low', 'AWS Control Tower execution role'],
    ]);
    expect(new Set(findings.map(({ cause }) => cause)).size).toBe(1);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  it('keep their severity where the role has drifted', () => {
    const [finding] = lintAccount(
      account({ ...EXECUTION, principal: { AWS: '444455556666' } }),
      administrator,
    );
    expect(finding).toMatchObject({ severity: administrator.meta.severity });
    expect(finding?.knownRole).toBeUndefined();
    const [trust] = lintAccount(account({ ...EXECUTION, principal: { AWS: '444455556666' } }), externalRoot);
    expect(trust?.severity).toBe('high');
  });

  it('keep it where the policy was of the account’s own choice', () => {
    const [finding] = lintAccount(
      account({
        role: 'aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef',
        principal: { Federated: inAccount('saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE') },
        attached: ['AdministratorAccess'],
      }),
      administrator,
    );
    expect(finding?.severity).toBe(administrator.meta.severity);
  });

  it('say so in text, JSON and SARIF', () => {
    const report: AuditReport = {
      schemaVersion: 1,
      tool: { name: 'iamlint', version: '0.0.0', catalogueDate: '2026-01-01' },
      accounts: [],
      policyFiles: 0,
      rules: [administrator.meta],
      findings: lintAccount(account(EXECUTION), administrator),
      hiddenFindings: [],
      coverageGaps: [],
    };
    expect(renderText(report)).toContain('known role: AWS Control Tower execution role');
    expect(renderJson(report)).toContain('"knownRole": "AWS Control Tower execution role"');
    expect(renderSarif(report)).toContain('"knownRole": "AWS Control Tower execution role"');
  });
});
