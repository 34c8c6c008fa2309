/** Whom the trust policy of a known role may name. */
export type TrustedParty =
  | { readonly kind: 'service'; readonly services: readonly string[] }
  /** A SAML provider of the role's own account. */
  | { readonly kind: 'saml'; readonly provider: RegExp }
  /** `root`, which twelve digits stand for as well, or roles of such an account. */
  | {
      readonly kind: 'account';
      readonly account: 'management' | 'organization';
      readonly resources: readonly string[];
    };

/** What the policies of a known role may allow at most. */
export interface RolePermissions {
  /** AWS managed policies, as the end of their ARNs. */
  readonly managed: readonly string[];
  /** Actions with the resources on which they are allowed by embedded policies. */
  readonly embedded: readonly (readonly [actions: readonly string[], resource: string])[];
}

/** What a role that AWS or a common tool makes looks like. */
export interface RoleShape {
  /** What a report calls it. */
  readonly title: string;
  readonly name: RegExp;
  /** How its path begins; absent where the path is for the account to choose. */
  readonly path?: string;
  readonly trusts: TrustedParty;
  /** `chosen` where they are for the account to choose, `everything` for administrators. */
  readonly permissions: 'chosen' | 'everything' | RolePermissions;
}

const ORGANIZATION_ROOT: TrustedParty = { kind: 'account', account: 'organization', resources: ['root'] };
const MANAGEMENT_ROOT: TrustedParty = { kind: 'account', account: 'management', resources: ['root'] };

function service(...services: readonly string[]): TrustedParty {
  return { kind: 'service', services };
}

/** The encryption key of the CDK's bucket, and the bucket itself. */
const STAGING_BUCKET: RolePermissions['embedded'][number] = [
  [
    's3:GetObject*',
    's3:GetBucket*',
    's3:GetEncryptionConfiguration',
    's3:List*',
    's3:Abort*',
    's3:DeleteObject*',
    's3:PutObject*',
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:Encrypt',
    'kms:ReEncrypt*',
    'kms:GenerateDataKey*',
  ],
  '*',
];

/**
 * The roles that are in many accounts because AWS, or a tool of AWS, makes them.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html
 * @see https://docs.aws.amazon.com/controltower/latest/userguide/roles-how.html
 * @see https://docs.aws.amazon.com/controltower/latest/userguide/access-control-managing-permissions.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access-cross-account-role.html
 * @see https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
 */
export const ROLE_SHAPES: readonly RoleShape[] = [
  {
    title: 'IAM Identity Center permission set',
    name: /^AWSReservedSSO_.{1,32}_[0-9a-f]{16}$/,
    path: '/aws-reserved/sso.amazonaws.com/',
    trusts: { kind: 'saml', provider: /^AWSSSO_[0-9a-f]{16}_DO_NOT_DELETE$/ },
    permissions: 'chosen',
  },
  {
    title: 'access role of AWS Organizations',
    name: /^OrganizationAccountAccessRole$/,
    path: '/',
    trusts: MANAGEMENT_ROOT,
    permissions: 'everything',
  },
  {
    title: 'AWS Control Tower execution role',
    name: /^AWSControlTowerExecution$/,
    path: '/',
    trusts: MANAGEMENT_ROOT,
    permissions: 'everything',
  },
  {
    title: 'AWS Control Tower service role',
    name: /^AWSControlTowerAdmin$/,
    path: '/service-role/',
    trusts: service('controltower.amazonaws.com'),
    permissions: {
      managed: ['service-role/AWSControlTowerServiceRolePolicy'],
      embedded: [[['ec2:DescribeAvailabilityZones'], '*']],
    },
  },
  {
    title: 'AWS Control Tower stack set role',
    name: /^AWSControlTowerStackSetRole$/,
    path: '/service-role/',
    trusts: service('cloudformation.amazonaws.com'),
    permissions: {
      managed: [],
      embedded: [[['sts:AssumeRole'], 'arn:*:iam::*:role/AWSControlTowerExecution']],
    },
  },
  {
    title: 'AWS Control Tower trail role',
    name: /^AWSControlTowerCloudTrailRole$/,
    path: '/service-role/',
    trusts: service('cloudtrail.amazonaws.com'),
    permissions: {
      managed: ['service-role/AWSControlTowerCloudTrailRolePolicy'],
      embedded: [[['logs:CreateLogStream', 'logs:PutLogEvents'], 'arn:*:logs:*:*:log-group:*']],
    },
  },
  {
    title: 'AWS Control Tower administrator of the audit account',
    name: /^aws-controltower-AdministratorExecutionRole$/,
    path: '/',
    trusts: {
      kind: 'account',
      account: 'organization',
      resources: ['role/aws-controltower-AuditAdministratorRole'],
    },
    permissions: 'everything',
  },
  {
    title: 'AWS Control Tower reader of the audit account',
    name: /^aws-controltower-ReadOnlyExecutionRole$/,
    path: '/',
    trusts: {
      kind: 'account',
      account: 'organization',
      resources: ['role/aws-controltower-AuditReadOnlyRole'],
    },
    permissions: { managed: ['ReadOnlyAccess'], embedded: [] },
  },
  {
    title: 'AWS Control Tower audit function role',
    name: /^aws-controltower-Audit(Administrator|ReadOnly)Role$/,
    path: '/',
    trusts: service('lambda.amazonaws.com'),
    permissions: {
      managed: ['AWSLambdaExecute'],
      embedded: [[['sts:AssumeRole'], 'arn:*:iam::*:role/aws-controltower-*ExecutionRole']],
    },
  },
  {
    title: 'stack set execution role',
    name: /^AWSCloudFormationStackSetExecutionRole$/,
    path: '/',
    trusts: {
      kind: 'account',
      account: 'organization',
      resources: ['root', 'role/AWSCloudFormationStackSetAdministrationRole'],
    },
    permissions: 'everything',
  },
  {
    title: 'stack set administration role',
    name: /^AWSCloudFormationStackSetAdministrationRole$/,
    path: '/',
    trusts: service('cloudformation.amazonaws.com'),
    permissions: {
      managed: [],
      embedded: [[['sts:AssumeRole'], 'arn:*:iam::*:role/AWSCloudFormationStackSetExecutionRole']],
    },
  },
  {
    title: 'stack set execution role of the organization',
    name: /^stacksets-exec-[0-9a-f]{32}$/,
    path: '/',
    trusts: {
      kind: 'account',
      account: 'management',
      resources: [
        'role/aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin',
      ],
    },
    permissions: 'everything',
  },
  {
    title: 'CDK execution role',
    name: /^cdk-[a-z0-9]{1,10}-cfn-exec-role-[0-9]{12}-[a-z0-9-]{1,20}$/,
    trusts: service('cloudformation.amazonaws.com'),
    permissions: 'everything',
  },
  {
    title: 'CDK deployment role',
    name: /^cdk-[a-z0-9]{1,10}-deploy-role-[0-9]{12}-[a-z0-9-]{1,20}$/,
    trusts: ORGANIZATION_ROOT,
    permissions: {
      managed: [],
      embedded: [
        STAGING_BUCKET,
        [['cloudformation:*', 'ssm:GetParameter', 'ssm:GetParameters', 'sts:GetCallerIdentity'], '*'],
        [['iam:PassRole'], 'arn:*:iam::*:role*/cdk-*-cfn-exec-role-*'],
      ],
    },
  },
  {
    title: 'CDK publishing role',
    name: /^cdk-[a-z0-9]{1,10}-(file|image)-publishing-role-[0-9]{12}-[a-z0-9-]{1,20}$/,
    trusts: ORGANIZATION_ROOT,
    permissions: { managed: [], embedded: [STAGING_BUCKET, [['ecr:*'], '*']] },
  },
  {
    title: 'CDK lookup role',
    name: /^cdk-[a-z0-9]{1,10}-lookup-role-[0-9]{12}-[a-z0-9-]{1,20}$/,
    trusts: ORGANIZATION_ROOT,
    permissions: { managed: ['ReadOnlyAccess'], embedded: [] },
  },
  {
    title: 'service-linked role',
    name: /^AWSServiceRoleFor/,
    path: '/aws-service-role/',
    trusts: service(),
    permissions: 'chosen',
  },
];
