import type { AccountSnapshot, RawDocument, RoleDetail, Snapshot } from '../../src/model/index.js';

export const ACCOUNT = '111122223333';

/** Its keys are in the order in which people write them, which is not the alphabet's. */
export const trustPolicy: RawDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    },
  ],
};

export function role(RoleName: string, given: Partial<RoleDetail> = {}): RoleDetail {
  const Path = given.Path ?? '/';
  return {
    Tags: [],
    Arn: `arn:aws:iam::${ACCOUNT}:role${Path}${RoleName}`,
    RoleName,
    RoleId: `AROA${RoleName}`,
    Path,
    RolePolicyList: [],
    AttachedManagedPolicies: [],
    ...given,
  };
}

export function accountSnapshot(given: Partial<AccountSnapshot> = {}): AccountSnapshot {
  return {
    account: { Partition: 'aws', AccountId: ACCOUNT },
    users: [],
    groups: [],
    roles: [],
    policies: [],
    instanceProfiles: [],
    samlProviders: [],
    openIDConnectProviders: [],
    buckets: [],
    activity: { RoleLastUsed: {}, CreateDates: {} },
    ...given,
  };
}

export function snapshotWith(given: Partial<AccountSnapshot>): Snapshot {
  return { accounts: [accountSnapshot(given)], coverageGaps: [] };
}

/** One of everything that has a file. */
export const completeSnapshot: Snapshot = {
  accounts: [
    accountSnapshot({
      users: [
        {
          Arn: `arn:aws:iam::${ACCOUNT}:user/staff/A-san`,
          UserName: 'A-san',
          UserId: 'AIDAEXAMPLE',
          Path: '/staff/',
          GroupList: ['Developers'],
          UserPolicyList: [],
          AttachedManagedPolicies: [],
          Tags: [],
        },
      ],
      groups: [
        {
          Arn: `arn:aws:iam::${ACCOUNT}:group/Developers`,
          GroupName: 'Developers',
          GroupId: 'AGPAEXAMPLE',
          Path: '/',
          GroupPolicyList: [],
          AttachedManagedPolicies: [],
        },
      ],
      roles: [role('App', { Path: '/service/web/', AssumeRolePolicyDocument: trustPolicy })],
      policies: [
        {
          Arn: `arn:aws:iam::${ACCOUNT}:policy/Deploy`,
          PolicyName: 'Deploy',
          PolicyId: 'ANPAEXAMPLE',
          Path: '/',
          DefaultVersionId: 'v1',
          PolicyVersionList: [],
        },
        {
          Arn: 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess',
          PolicyName: 'ViewOnlyAccess',
          PolicyId: 'ANPAEXAMPLE2',
          Path: '/job-function/',
          DefaultVersionId: 'v1',
          PolicyVersionList: [],
        },
      ],
      instanceProfiles: [
        {
          Arn: `arn:aws:iam::${ACCOUNT}:instance-profile/App`,
          InstanceProfileName: 'App',
          InstanceProfileId: 'AIPAEXAMPLE',
          Path: '/',
          Roles: [`arn:aws:iam::${ACCOUNT}:role/service/web/App`],
        },
      ],
      samlProviders: [{ Arn: `arn:aws:iam::${ACCOUNT}:saml-provider/Okta` }],
      openIDConnectProviders: [
        { Arn: `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC` },
      ],
      buckets: [{ Arn: 'arn:aws:s3:::logs.example.com', Name: 'logs.example.com', Policy: null }],
    }),
  ],
  organization: {
    organization: {
      Id: 'o-example',
      Arn: 'arn:aws:organizations::1:organization/o-example',
      MasterAccountId: '1',
    },
    roots: [
      { Id: 'r-abcd', Arn: 'arn:aws:organizations::1:root/r-abcd', Name: 'Root', EnabledPolicyTypes: [] },
    ],
    organizationalUnits: [
      {
        Id: 'ou-abcd-1',
        Arn: 'arn:aws:organizations::1:ou/ou-abcd-1',
        Name: 'Workloads',
        ParentId: 'r-abcd',
      },
    ],
    accounts: [
      { Id: ACCOUNT, Arn: `arn:aws:organizations::1:account/${ACCOUNT}`, Name: 'workbench', State: 'ACTIVE' },
    ],
    policies: [
      {
        Id: 'p-FullAWSAccess',
        Arn: 'arn:aws:organizations::aws:policy/p-FullAWSAccess',
        Name: 'FullAWSAccess',
        Type: 'SERVICE_CONTROL_POLICY',
        AwsManaged: true,
      },
    ],
  },
  coverageGaps: [
    {
      account: ACCOUNT,
      operation: 'iam:GetAccountPasswordPolicy',
      resource: '*',
      errorCode: 'AccessDenied',
      message: 'Access was denied.',
      missingPermission: 'iam:GetAccountPasswordPolicy',
      affects: [],
    },
  ],
};
