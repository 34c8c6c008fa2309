import { describe, expect, it } from 'vitest';
import noAttachmentsNearQuota from '../../../lint-rules/validity/no-attachments-near-quota.js';
import noInlinePoliciesNearQuota from '../../../lint-rules/validity/no-inline-policies-near-quota.js';
import noOversizedPolicy from '../../../lint-rules/validity/no-oversized-policy.js';
import noPolicyVersionsAtQuota from '../../../lint-rules/validity/no-policy-versions-at-quota.js';
import type { PolicyType } from '../../../src/model/index.js';
import { allow, arn, attached, awsManaged, document, embedded, managed } from '../../support/identities.js';
import { lintAccount, lintPolicy } from '../../support/rules.js';

/** A statement that makes a policy of as many characters. */
const filling = (characters: number, more = {}) => {
  const empty = JSON.stringify(document({ ...allow('s3:GetObject', ''), ...more })).length;
  return { ...allow('s3:GetObject', 'x'.repeat(characters - empty)), ...more };
};
const trusting = (characters: number) => {
  const statement = (name: string) => ({
    Effect: 'Allow',
    Principal: { AWS: name },
    Action: 'sts:AssumeRole',
  });
  return document(statement('x'.repeat(characters - JSON.stringify(document(statement(''))).length)));
};

describe('the size of a policy', () => {
  it.each([
    ['identity-based', 6144],
    ['permissions-boundary', 6144],
    ['service-control', 10_240],
    ['session', 2048],
  ] as const)('%s: %d characters', (type: PolicyType, quota) => {
    expect(lintPolicy(document(filling(quota)), type, noOversizedPolicy)).toEqual([]);
    expect(lintPolicy(document(filling(quota + 1)), type, noOversizedPolicy)).toHaveLength(1);
  });

  it.each([
    ['resource-control', 5120],
    ['vpc-endpoint', 20_480],
  ] as const)('%s: %d characters', (type: PolicyType, quota) => {
    const more = { Principal: '*' };
    expect(lintPolicy(document(filling(quota, more)), type, noOversizedPolicy)).toEqual([]);
    expect(lintPolicy(document(filling(quota + 1, more)), type, noOversizedPolicy)).toHaveLength(1);
  });

  it('role-trust: 2048 characters, or what the account has', () => {
    expect(lintPolicy(trusting(2048), 'role-trust', noOversizedPolicy)).toEqual([]);
    expect(lintPolicy(trusting(2049), 'role-trust', noOversizedPolicy)).toHaveLength(1);
    const RoleDetailList = [{ Arn: arn('role/A'), AssumeRolePolicyDocument: trusting(4096) }];
    const Accounts = [{ AccountId: '111122223333', SummaryMap: { AssumeRolePolicySizeQuota: 4096 } }];
    expect(lintAccount({ RoleDetailList, Accounts }, noOversizedPolicy)).toEqual([]);
    expect(lintAccount({ RoleDetailList }, noOversizedPolicy)).toMatchObject([{ subject: arn('role/A') }]);
  });

  it('a bucket policy: 20,480 characters, and other resource-based policies are not judged', () => {
    const more = { Principal: '*' };
    const policy = document(filling(20_481, more));
    expect(lintAccount({ Buckets: [{ Name: 'b', Policy: policy }] }, noOversizedPolicy)).toHaveLength(1);
    expect(lintPolicy(policy, 'resource-based', noOversizedPolicy)).toEqual([]);
  });

  it('does not count white space', () => {
    const text = JSON.stringify(document(filling(6144)), null, 8);
    expect(lintPolicy(text, 'identity-based', noOversizedPolicy)).toEqual([]);
  });

  it('is asked of a managed policy, not of an inline one', () => {
    const RoleDetailList = [{ Arn: arn('role/A'), RolePolicyList: [embedded('P', filling(7000))] }];
    expect(lintAccount({ RoleDetailList }, noOversizedPolicy)).toEqual([]);
    expect(lintAccount({ Policies: [managed('P', filling(7000))] }, noOversizedPolicy)).toHaveLength(1);
  });
});

describe('all inline policies of one identity', () => {
  const found = (list: object) => lintAccount(list, noInlinePoliciesNearQuota).map(({ subject }) => subject);

  it('are counted together, by the quota of its kind', () => {
    const halves = (characters: number) => [
      embedded('One', filling(characters)),
      embedded('Two', filling(characters)),
    ];
    expect(found({ UserDetailList: [{ Arn: arn('user/A'), UserPolicyList: halves(921) }] })).toEqual([]);
    expect(found({ UserDetailList: [{ Arn: arn('user/A'), UserPolicyList: halves(922) }] })).toEqual([
      arn('user/A'),
    ]);
    expect(found({ GroupDetailList: [{ Arn: arn('group/A'), GroupPolicyList: halves(2304) }] })).toEqual([
      arn('group/A'),
    ]);
    expect(found({ RoleDetailList: [{ Arn: arn('role/A'), RolePolicyList: halves(4600) }] })).toEqual([]);
    expect(found({ RoleDetailList: [{ Arn: arn('role/A'), RolePolicyList: halves(4608) }] })).toEqual([
      arn('role/A'),
    ]);
  });
});

describe('attached policies', () => {
  const policies = (count: number) =>
    attached(...Array.from({ length: count }, (_, n) => arn(`policy/P${n}`)));
  const found = (example: object) =>
    lintAccount(example, noAttachmentsNearQuota).map(({ subject }) => subject);

  it('are counted by the quota of the kind of identity, or that of the account', () => {
    expect(found({ UserDetailList: [{ Arn: arn('user/A'), ...policies(8) }] })).toEqual([]);
    expect(found({ UserDetailList: [{ Arn: arn('user/A'), ...policies(9) }] })).toEqual([arn('user/A')]);
    expect(found({ RoleDetailList: [{ Arn: arn('role/A'), ...policies(17) }] })).toEqual([]);
    expect(found({ RoleDetailList: [{ Arn: arn('role/A'), ...policies(18) }] })).toEqual([arn('role/A')]);
    const Accounts = [{ AccountId: '111122223333', SummaryMap: { AttachedPoliciesPerRoleQuota: 10 } }];
    expect(found({ RoleDetailList: [{ Arn: arn('role/A'), ...policies(9) }], Accounts })).toEqual([
      arn('role/A'),
    ]);
  });

  const organization = (count: number, target: string, read = true) => ({
    Organization: {
      MasterAccountId: '111122223333',
      OrganizationalUnits: [{ Id: 'ou-one' }],
      Policies: Array.from({ length: count }, (_, n) => ({
        Name: `P${n}`,
        ...(read && { Content: document(allow('*')) }),
        TargetIds: [target],
      })),
    },
  });

  it('are counted at each place of the organization, those of AWS among them', () => {
    expect(found(organization(7, 'ou-one'))).toEqual([]);
    expect(found(organization(8, 'ou-one'))).toEqual([
      'arn:aws:organizations::111122223333:ou/o-example/ou-one',
    ]);
    expect(found(organization(9, 'ou-gone'))).toEqual(['ou-gone']);
  });

  it('of an organization are not counted where they were not read', () => {
    expect(found(organization(9, 'ou-one', false))).toEqual([]);
    const [policy] = organization(1, 'ou-one').Organization.Policies;
    const { TargetIds, ...unread } = { ...policy, Name: 'P' };
    expect(TargetIds).toEqual(['ou-one']);
    expect(found({ Organization: { MasterAccountId: '111122223333', Policies: [unread] } })).toEqual([]);
  });
});

describe('the versions of a managed policy', () => {
  const withVersions = (Arn: string, count: number) => ({
    Arn,
    PolicyVersionList: Array.from({ length: count }, (_, n) => ({
      VersionId: `v${n + 1}`,
      IsDefaultVersion: n === 0,
      Document: document(allow('s3:GetObject')),
    })),
  });

  it('can be five, and none is left then', () => {
    expect(lintAccount({ Policies: [withVersions(arn('policy/P'), 4)] }, noPolicyVersionsAtQuota)).toEqual(
      [],
    );
    expect(
      lintAccount({ Policies: [withVersions(arn('policy/P'), 5)] }, noPolicyVersionsAtQuota),
    ).toHaveLength(1);
  });

  it("of AWS's own policies are AWS's matter", () => {
    const Policies = [withVersions(awsManaged('P'), 5)];
    const RoleDetailList = [{ Arn: arn('role/A'), ...attached(awsManaged('P')) }];
    expect(lintAccount({ Policies, RoleDetailList }, noPolicyVersionsAtQuota)).toEqual([]);
  });
});
