import { describe, expect, it } from 'vitest';
import noCreatableExemptRole from '../../../lint-rules/organization/no-creatable-exempt-role.js';
import noDisabledPolicyType from '../../../lint-rules/organization/no-disabled-policy-type.js';
import noNeutralisedAllowList from '../../../lint-rules/organization/no-neutralised-allow-list.js';
import noPolicyOnManagementAccount from '../../../lint-rules/organization/no-policy-on-management-account.js';
import noUnattachedPolicy from '../../../lint-rules/organization/no-unattached-policy.js';
import requireAllow from '../../../lint-rules/organization/require-allow.js';
import type { Rule } from '../../../src/linter/index.js';
import type { AccountExample, OrganizationExample } from '../../support/account-example.js';
import { lintAccount } from '../../support/rules.js';

const MANAGEMENT = '999900009999';
const MEMBER = '111122223333';
const UNIT = 'ou-unit';

const policy = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements as never[] });
const deny = { Effect: 'Deny', Action: 'cloudtrail:StopLogging', Resource: '*' };
const allow = (Action: string) => ({ Effect: 'Allow', Action, Resource: '*' });
const fullAccess = (...TargetIds: string[]) => ({
  Name: 'FullAWSAccess',
  AwsManaged: true,
  Content: policy(allow('*')),
  TargetIds,
});
const own = (Content: ReturnType<typeof policy> | undefined, ...TargetIds: string[]) => ({
  Name: 'Own',
  ...(Content && { Content }),
  TargetIds,
});

const organization = (more: Partial<OrganizationExample>): OrganizationExample => ({
  MasterAccountId: MANAGEMENT,
  OrganizationalUnits: [{ Id: UNIT, Name: 'Unit' }],
  Accounts: [{ Id: MEMBER, ParentId: UNIT }],
  ...more,
});
const findingsOf = (rule: Rule, more: Partial<OrganizationExample>, account: AccountExample = {}) =>
  lintAccount({ Accounts: [{ AccountId: MEMBER }], ...account, Organization: organization(more) }, rule);
const messagesOf = (...args: Parameters<typeof findingsOf>) =>
  findingsOf(...args).map(({ messageId }) => messageId);

describe('organization/require-allow', () => {
  const everywhereElse = fullAccess('r-root', MEMBER);

  it('is about the level that lacks an Allow, and names the accounts below', () => {
    const [found] = findingsOf(requireAllow, { Policies: [everywhereElse, own(policy(deny), UNIT)] });
    expect(found).toMatchObject({ messageId: 'denied', severity: 'high' });
    expect(found?.subject).toContain(UNIT);
    expect(found?.message).toContain(`everything is denied in ${MEMBER}`);
  });

  it('shows every policy of the level', () => {
    const Policies = [everywhereElse, own(policy(deny), UNIT), { ...own(policy(deny), UNIT), Name: 'Other' }];
    const [found] = findingsOf(requireAllow, { Policies });
    expect(found?.locations.map(({ label }) => label)).toEqual([undefined, 'attached there, too']);
  });

  it('is about accounts and roots as well', () => {
    const findings = findingsOf(requireAllow, { Policies: [fullAccess(UNIT), own(policy(deny), 'r-root')] });
    expect(findings.map(({ messageId }) => messageId).sort()).toEqual(['denied', 'empty']);
  });

  it.each([
    ['allow some actions', policy(allow('s3:*'))],
    ['deny everything, which closes the accounts on purpose', policy({ ...deny, Action: '*' })],
  ])('is silent where the policies of the level %s', (_, Content) => {
    expect(messagesOf(requireAllow, { Policies: [everywhereElse, own(Content, UNIT)] })).toEqual([]);
  });

  it('is not silenced by a deny of everything under a condition', () => {
    const Condition = { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } };
    const Content = policy({ ...deny, Action: '*', Condition });
    expect(messagesOf(requireAllow, { Policies: [everywhereElse, own(Content, UNIT)] })).toEqual(['denied']);
  });

  it('says nothing where a policy or the place of one was not read', () => {
    const unread = own(undefined, UNIT);
    expect(messagesOf(requireAllow, { Policies: [everywhereElse, unread] })).toEqual([]);
    const nowhere = { Name: 'Own', Content: policy(deny) };
    expect(messagesOf(requireAllow, { Policies: [everywhereElse, nowhere] })).toEqual([]);
  });

  it('says nothing of the management account, of suspended accounts, and where the type is off', () => {
    const Policies = [fullAccess('r-root'), own(policy(deny), MANAGEMENT)];
    expect(messagesOf(requireAllow, { Accounts: [], Policies })).toEqual([]);
    const Accounts = [{ Id: MEMBER, ParentId: UNIT, State: 'SUSPENDED' }];
    expect(messagesOf(requireAllow, { Accounts, Policies })).toEqual([]);
    expect(messagesOf(requireAllow, { EnabledPolicyTypes: [], Policies })).toEqual([]);
  });
});

describe('organization/no-neutralised-allow-list', () => {
  const list = policy(allow('s3:*'), deny);

  it('names every place where the list and a full access meet', () => {
    const Policies = [fullAccess('r-root', UNIT, MEMBER, 'ou-gone'), own(list, UNIT, MEMBER, 'ou-gone')];
    const [found] = findingsOf(noNeutralisedAllowList, { Policies });
    expect(found?.message).toContain(`the organizational unit 'Unit', the account '${MEMBER}' and ou-gone`);
    expect(found?.locations[0].location.path.slice(-2)).toEqual(['Statement', 0]);
  });

  it('is silent where the list stands alone, is no list, or the other has a condition', () => {
    const messages = (...Policies: ReturnType<typeof own>[]) =>
      messagesOf(noNeutralisedAllowList, { Policies });
    expect(messages(fullAccess('r-root', MEMBER), own(list, UNIT))).toEqual([]);
    expect(messages(fullAccess(UNIT), own(policy(deny), UNIT))).toEqual([]);
    expect(messages(fullAccess(UNIT), own(policy(allow('s3:*'), allow('*')), UNIT))).toEqual([]);
    const half = policy({ ...allow('*'), Condition: { Bool: { 'aws:SecureTransport': 'true' } } });
    expect(messages({ ...fullAccess(UNIT), Content: half }, own(list, UNIT))).toEqual([]);
  });

  it('says nothing of policies that were not read', () => {
    const Policies = [fullAccess(UNIT), own(undefined, UNIT), { Name: 'Other', Content: list }];
    expect(messagesOf(noNeutralisedAllowList, { Policies })).toEqual([]);
  });
});

describe('organization/no-unattached-policy', () => {
  it('is about policies of both types with an empty list of targets', () => {
    const Policies = [
      own(policy(deny)),
      { ...own(policy(deny)), Name: 'Other', Type: 'RESOURCE_CONTROL_POLICY' },
    ];
    expect(messagesOf(noUnattachedPolicy, { Policies })).toEqual(['unattached', 'unattached']);
  });

  it('is not about those of AWS, nor those whose targets were not read', () => {
    const Policies = [{ Name: 'Own', Content: policy(deny) }, fullAccess()];
    expect(messagesOf(noUnattachedPolicy, { Policies })).toEqual([]);
  });
});

describe('organization/no-disabled-policy-type', () => {
  it('counts nobody but members', () => {
    expect(messagesOf(noDisabledPolicyType, { EnabledPolicyTypes: [], Accounts: [] })).toEqual([]);
    expect(messagesOf(noDisabledPolicyType, { EnabledPolicyTypes: [] })).toEqual(['none']);
  });

  it('is about service control policies that are there and do nothing', () => {
    const more = { EnabledPolicyTypes: ['RESOURCE_CONTROL_POLICY'], Policies: [own(policy(deny))] };
    const [found] = findingsOf(noDisabledPolicyType, more);
    expect(found?.message).toBe(
      "Service control policies are switched off, which leaves 'Own' without effect.",
    );
  });
});

describe('organization/no-policy-on-management-account', () => {
  it('underlines the target', () => {
    const [found] = findingsOf(noPolicyOnManagementAccount, {
      Policies: [own(policy(deny), UNIT, MANAGEMENT)],
    });
    expect(found?.locations[0].excerpt[0]).toContain(MANAGEMENT);
  });

  it('is not about levels above the account, nor about FullAWSAccess, nor about unread targets', () => {
    const Policies = [own(policy(deny), 'r-root'), { ...own(policy(deny)), Name: 'Other' }];
    expect(messagesOf(noPolicyOnManagementAccount, { Policies })).toEqual([]);
    const unread = [{ Name: 'Own', Content: policy(deny) }];
    expect(messagesOf(noPolicyOnManagementAccount, { Policies: unread })).toEqual([]);
  });
});

describe('organization/no-creatable-exempt-role', () => {
  const guard = (pattern: string, operator = 'ArnNotLike') =>
    own(policy({ ...deny, Condition: { [operator]: { 'aws:PrincipalArn': pattern } } }), UNIT);
  const creator = (more: object = {}, name = 'developer') => ({
    RoleDetailList: [
      {
        Arn: `arn:aws:iam::${MEMBER}:role/${name}`,
        RolePolicyList: [
          {
            PolicyName: 'Roles',
            PolicyDocument: policy({ Effect: 'Allow', Action: 'iam:Create*', Resource: '*', ...more }),
          },
        ],
      },
    ],
  });
  const messages = (Policies: OrganizationExample['Policies'], account: AccountExample = creator()) =>
    messagesOf(
      noCreatableExemptRole,
      { Policies: [fullAccess('r-root', UNIT, MEMBER), ...(Policies ?? [])] },
      account,
    );

  it.each(['arn:aws:iam::*:role/ops-*', `arn:aws:iam::${MEMBER}:role/ops`, 'arn:aws:iam::*:role/team/*'])(
    'finds that members can create %s',
    (pattern) => {
      expect(messages([guard(pattern)])).toEqual(['creatable']);
    },
  );

  it('is silent where nobody can create such a role', () => {
    expect(messages([guard('arn:aws:iam::*:role/ops')], {})).toEqual([]);
    const elsewhere = creator({ Resource: `arn:aws:iam::${MEMBER}:role/app/*` });
    expect(messages([guard('arn:aws:iam::*:role/ops')], elsewhere)).toEqual([]);
    const conditional = creator({ Condition: { StringLike: { 'iam:PermissionsBoundary': '*' } } });
    expect(messages([guard('arn:aws:iam::*:role/ops')], conditional)).toEqual([]);
  });

  it('is silent where only the exempt can create one, or it is there already', () => {
    expect(messages([guard('arn:aws:iam::*:role/ops-*')], creator({}, 'ops-team'))).toEqual([]);
    expect(messages([guard('arn:aws:iam::*:role/developer')])).toEqual([]);
  });

  it('is silent where a service control policy protects the name', () => {
    const protecting = own(
      policy({ ...deny, Action: 'iam:CreateRole', Resource: 'arn:aws:iam::*:role/ops-*' }),
      UNIT,
    );
    const guarding = { ...guard('arn:aws:iam::*:role/ops-*'), Name: 'Guard' };
    expect(messages([guarding, protecting])).toEqual([]);
    expect(messages([{ ...guard('arn:aws:iam::*:role/o*'), Name: 'Guard' }, protecting])).toEqual([
      'creatable',
    ]);
  });

  it('is not silenced by a deny of something else than the name', () => {
    const region = { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } };
    const regions = own(policy({ ...deny, Action: '*', Condition: region }), UNIT);
    const guarding = { ...guard('arn:aws:iam::*:role/ops-*'), Name: 'Guard' };
    expect(messages([guarding, regions])).toEqual(['creatable']);
    const tagged = { StringNotEquals: { 'aws:PrincipalTag/team': 'ops' } };
    expect(messages([guarding, own(policy({ ...deny, Action: 'iam:*', Condition: tagged }), UNIT)])).toEqual(
      [],
    );
  });

  it.each([
    ['other accounts', `arn:aws:iam::${MANAGEMENT}:role/ops`],
    ['names that AWS keeps for itself', 'arn:aws:iam::*:role/aws-reserved/*'],
    ['users', 'arn:aws:iam::*:user/ops'],
    ['no ARN', '*'],
  ])('is not about exemptions of %s', (_, pattern) => {
    expect(messages([guard(pattern)])).toEqual([]);
  });

  it('is not about conditions that exempt nobody, nor about policies for other accounts', () => {
    expect(messages([guard('arn:aws:iam::*:role/ops', 'ArnLike')])).toEqual([]);
    expect(messages([{ ...guard('arn:aws:iam::*:role/ops'), TargetIds: [MANAGEMENT] }])).toEqual([]);
    expect(messages([own(undefined, UNIT)])).toEqual([]);
  });
});
