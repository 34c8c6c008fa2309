import type { AccountExample } from '../account-example.js';
import { allow, arn, attached, awsManaged, document, embedded } from '../identities.js';

const made = '2024-01-15T09:00:00+00:00';
const key = (number: 1 | 2) => ({
  [`access_key_${number}_active`]: 'true',
  [`access_key_${number}_last_rotated`]: made,
  [`access_key_${number}_last_used_date`]: 'N/A',
});

/** What nobody has looked after. */
export const account: AccountExample = {
  Accounts: [
    {
      AccountId: '111122223333',
      SummaryMap: {
        AccountAccessKeysPresent: 1,
        AccountMFAEnabled: 0,
        AccountPasswordPresent: 1,
        AccountSigningCertificatesPresent: 1,
      },
      PasswordPolicy: { MinimumPasswordLength: 6, RequireSymbols: false },
    },
    { AccountId: '444455556666', PasswordPolicy: null },
  ],
  UserDetailList: [
    {
      Arn: arn('user/ann'),
      GroupList: ['Admins'],
      ...attached(awsManaged('AdministratorAccess')),
    },
    { Arn: arn('user/bob') },
  ],
  GroupDetailList: [
    { Arn: arn('group/Admins'), ...attached(awsManaged('AdministratorAccess')) },
    { Arn: arn('group/Leavers'), GroupPolicyList: [embedded('Read', allow('s3:GetObject'))] },
  ],
  RoleDetailList: [
    {
      Arn: arn('role/Vendor'),
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { AWS: '555566667777' },
        Action: 'sts:AssumeRole',
      }),
      ...attached(awsManaged('ReadOnlyAccess')),
      RolePolicyList: [embedded('Read', allow('s3:GetObject'))],
    },
  ],
  Policies: [
    {
      Arn: arn('policy/Administrators'),
      PolicyVersionList: [{ Document: document(allow('*')) }],
    },
    {
      Arn: arn('policy/Forgotten'),
      AttachmentCount: 0,
      PolicyVersionList: [{ Document: document(allow('s3:GetObject', 'arn:aws:s3:::exampleorg-old/*')) }],
    },
  ],
  SAMLProviders: [{ Arn: arn('saml-provider/Okta') }],
  Activity: {
    CreateDates: { [arn('role/Vendor')]: made },
    RoleLastUsed: { [arn('role/Vendor')]: {} },
    CredentialReport: [
      { user: '<root_account>', arn: arn('root'), password_last_used: '2026-02-20T09:00:00+00:00' },
      ...['ann', 'bob'].map((user) => ({
        user,
        arn: arn(`user/${user}`),
        user_creation_time: made,
        password_enabled: 'true',
        password_last_changed: made,
        password_last_used: 'no_information',
        mfa_active: 'false',
        ...key(1),
        ...key(2),
      })),
    ],
    GeneratedTime: '2026-03-01T06:00:00Z',
  },
};
