/** Actions that the pages of a console call around an operation, besides the operation itself. */
export interface ConsoleActions {
  readonly operations: readonly string[];
  readonly actions: readonly string[];
  /** What the page lists with them. */
  readonly purpose: string;
  /** The page of AWS that says so. */
  readonly source: string;
}

/** As AWS's pages had it in September 2026. AWS publishes no list: this holds what people trip over. */
export const CONSOLE_ACTIONS: readonly ConsoleActions[] = [
  {
    operations: [
      'rds:CreateDBCluster',
      'rds:CreateDBInstance',
      'rds:ModifyDBInstance',
      'rds:RestoreDBInstanceFromDBSnapshot',
    ],
    actions: ['iam:ListRoles'],
    purpose: 'the roles for Enhanced Monitoring',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html',
  },
  {
    operations: ['rds:CreateDBCluster', 'rds:CreateDBInstance'],
    actions: ['ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'],
    purpose: 'the networks to choose from',
    source:
      'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/security_iam_id-based-policy-examples.html',
  },
  {
    operations: ['ec2:RunInstances'],
    actions: [
      'ec2:DescribeImages',
      'ec2:DescribeInstanceTypes',
      'ec2:DescribeKeyPairs',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
    ],
    purpose: 'the images, types, keys and networks to choose from',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-policies-ec2-console.html',
  },
  {
    operations: ['ec2:AssociateIamInstanceProfile', 'ec2:RunInstances'],
    actions: ['iam:ListInstanceProfiles'],
    purpose: 'the instance profiles to choose from',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/permission-to-pass-iam-roles.html',
  },
  {
    operations: ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'],
    actions: ['iam:ListRoles'],
    purpose: 'the execution roles to choose from',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
  },
  {
    operations: ['cloudformation:CreateStack', 'cloudformation:CreateStackSet', 'cloudformation:UpdateStack'],
    actions: ['iam:ListRoles'],
    purpose: 'the service roles to choose from',
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html',
  },
];
