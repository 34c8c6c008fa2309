import type { Action } from '../model/catalogue/index.js';

/** Why an action asks for more care than others. */
export type Sensitivity =
  /** It hands out credentials. */
  | 'credentials'
  /** It reads what is stored: objects, secrets, parameters, items. */
  | 'data'
  | 'decryption'
  /** It gives a copy or a resource to another account without a policy of the resource. */
  | 'sharing'
  /** It changes who has access. */
  | 'permissions'
  /** It takes or passes on the rights of a role. */
  | 'roles';

const ACTIONS: readonly (readonly [Sensitivity, readonly string[]])[] = [
  [
    'credentials',
    [
      'codeartifact:GetAuthorizationToken',
      'cognito-identity:GetOpenIdTokenForDeveloperIdentity',
      'connect:GetFederationToken',
      'ec2:GetPasswordData',
      'elasticmapreduce:GetClusterSessionCredentials',
      'finspace-api:GetProgrammaticAccessCredentials',
      'gamelift:GetInstanceAccess',
      'gamelift:RequestUploadCredentials',
      'grafana:CreateWorkspaceApiKey',
      'iam:CreateAccessKey',
      'iam:CreateLoginProfile',
      'iam:CreateServiceSpecificCredential',
      'iam:ResetServiceSpecificCredential',
      'iam:UpdateLoginProfile',
      'iam:UploadSSHPublicKey',
      'lightsail:CreateBucketAccessKey',
      'lightsail:GetInstanceAccessDetails',
      'lightsail:GetRelationalDatabaseMasterUserPassword',
      'mediapackage:RotateChannelCredentials',
      'mediapackage:RotateIngestEndpointCredentials',
      'rds-db:connect',
      'redshift-serverless:GetCredentials',
      'redshift:GetClusterCredentials',
      'redshift:GetClusterCredentialsWithIAM',
      'storagegateway:DescribeChapCredentials',
      'sts:GetFederationToken',
    ],
  ],
  [
    'data',
    [
      'athena:GetQueryResults',
      'codecommit:GetFile',
      'codecommit:GitPull',
      'dynamodb:BatchGetItem',
      'dynamodb:ExportTableToPointInTime',
      'dynamodb:GetItem',
      'dynamodb:GetRecords',
      'dynamodb:PartiQLSelect',
      'dynamodb:Query',
      'dynamodb:Scan',
      'ebs:GetSnapshotBlock',
      'kinesis:GetRecords',
      'rds-data:ExecuteStatement',
      'rds:DownloadCompleteDBLogFile',
      'redshift-data:ExecuteStatement',
      's3:GetObject',
      's3:GetObjectVersion',
      'secretsmanager:GetSecretValue',
      'sqs:ReceiveMessage',
      'ssm:GetParameter',
      'ssm:GetParameterHistory',
      'ssm:GetParameters',
      'ssm:GetParametersByPath',
    ],
  ],
  ['decryption', ['kms:Decrypt', 'kms:ReEncryptFrom']],
  [
    'sharing',
    [
      'ec2:ModifyImageAttribute',
      'ec2:ModifySnapshotAttribute',
      'ec2:ModifyFpgaImageAttribute',
      'kms:CreateGrant',
      'ram:AssociateResourceShare',
      'ram:UpdateResourceShare',
      'rds:ModifyDBClusterSnapshotAttribute',
      'rds:ModifyDBSnapshotAttribute',
      'redshift:AuthorizeSnapshotAccess',
      's3:PutReplicationConfiguration',
      'ssm:ModifyDocumentPermission',
    ],
  ],
  ['roles', ['iam:CreateServiceLinkedRole', 'iam:PassRole', 'sts:AssumeRole']],
];

const SENSITIVITIES: ReadonlyMap<string, Sensitivity> = new Map(
  ACTIONS.flatMap(([sensitivity, actions]) => actions.map((action) => [action, sensitivity] as const)),
);

/** Undefined for an action that is like most. */
export function sensitivityOf({ name, accessLevel }: Action): Sensitivity | undefined {
  return SENSITIVITIES.get(name) ?? (accessLevel === 'Permissions management' ? 'permissions' : undefined);
}
