import { findAction, findService } from '../../model/catalogue/index.js';

/** Services whose host name, or name in an SDK, is not the prefix of their actions. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['cloudcontrolapi', 'cloudformation'],
  ['cloudhsmv2', 'cloudhsm'],
  ['cloudwatchevents', 'events'],
  ['cloudwatchlogs', 'logs'],
  ['cognitoidentity', 'cognito-identity'],
  ['cognitoidentityprovider', 'cognito-idp'],
  ['costexplorer', 'ce'],
  ['efs', 'elasticfilesystem'],
  ['elasticloadbalancingv2', 'elasticloadbalancing'],
  ['email', 'ses'],
  ['eventbridge', 'events'],
  ['identitymanagement', 'iam'],
  ['kinesisfirehose', 'firehose'],
  ['metering-marketplace', 'aws-marketplace'],
  ['monitoring', 'cloudwatch'],
  ['mturk-requester', 'mechanicalturk'],
  ['opensearchservice', 'es'],
  ['s3control', 's3'],
  ['securitytokenservice', 'sts'],
  ['servicecatalogappregistry', 'servicecatalog'],
  ['sesv2', 'ses'],
  ['sfn', 'states'],
  ['simplesystemsmanagement', 'ssm'],
  ['stepfunctions', 'states'],
  ['tagging', 'tag'],
  ['transcribestreaming', 'transcribe'],
]);

/** Operations that are allowed by an action of another name, where no rule of {@link actionsLike} leads to it. */
const ACTIONS: Readonly<Record<string, string>> = {
  'lambda:invoke': 'lambda:InvokeFunction',
  's3:completemultipartupload': 's3:PutObject',
  's3:copyobject': 's3:PutObject',
  's3:createmultipartupload': 's3:PutObject',
  's3:deletebucketcors': 's3:PutBucketCORS',
  's3:deletebucketencryption': 's3:PutEncryptionConfiguration',
  's3:deletebucketlifecycle': 's3:PutLifecycleConfiguration',
  's3:deletebucketreplication': 's3:PutReplicationConfiguration',
  's3:deletebuckettagging': 's3:PutBucketTagging',
  's3:deleteobjects': 's3:DeleteObject',
  's3:deletepublicaccessblock': 's3:PutBucketPublicAccessBlock',
  's3:getbucketencryption': 's3:GetEncryptionConfiguration',
  's3:getbucketlifecycle': 's3:GetLifecycleConfiguration',
  's3:getbucketnotificationconfiguration': 's3:GetBucketNotification',
  's3:getbucketreplication': 's3:GetReplicationConfiguration',
  's3:getobjectlockconfiguration': 's3:GetBucketObjectLockConfiguration',
  's3:getpublicaccessblock': 's3:GetBucketPublicAccessBlock',
  's3:headbucket': 's3:ListBucket',
  's3:headobject': 's3:GetObject',
  's3:listbuckets': 's3:ListAllMyBuckets',
  's3:listmultipartuploads': 's3:ListBucketMultipartUploads',
  's3:listobjects': 's3:ListBucket',
  's3:listobjectsv2': 's3:ListBucket',
  's3:listobjectversions': 's3:ListBucketVersions',
  's3:listparts': 's3:ListMultipartUploadParts',
  's3:putbucketencryption': 's3:PutEncryptionConfiguration',
  's3:putbucketlifecycle': 's3:PutLifecycleConfiguration',
  's3:putbucketnotificationconfiguration': 's3:PutBucketNotification',
  's3:putbucketreplication': 's3:PutReplicationConfiguration',
  's3:putobjectlockconfiguration': 's3:PutBucketObjectLockConfiguration',
  's3:putpublicaccessblock': 's3:PutBucketPublicAccessBlock',
  's3:selectobjectcontent': 's3:GetObject',
  's3:uploadpart': 's3:PutObject',
  's3:uploadpartcopy': 's3:PutObject',
};

/** API Gateway's management actions are HTTP methods. */
const HTTP_METHODS: Readonly<Record<string, string>> = {
  Get: 'GET',
  Create: 'POST',
  Import: 'POST',
  Update: 'PATCH',
  Put: 'PUT',
  Delete: 'DELETE',
};

/** Lambda's and CloudFront's event names end in the version of the API: `CreateFunction20150331`, `UpdateDistribution2020_05_31`. */
const API_VERSION = /\d{4}_?\d{2}_?\d{2}(?:v\d)?$/;

/**
 * The prefix of a service's actions, from its host name (`monitoring.amazonaws.com`) or from what an SDK calls it
 * (`Amazon S3`, `AWSLambda`, `Elastic Load Balancing v2`). Undefined where the catalogue has no such service.
 */
export function servicePrefix(name: string): string | undefined {
  const host = name.toLowerCase().replace(/\.amazonaws\.com(?:\.cn)?$/, '');
  const label = host.slice(host.lastIndexOf('.') + 1);
  const squeezed = label.replace(/^(?:amazon|aws) ?/, '').replaceAll(' ', '');
  return [label, squeezed]
    .map((candidate) => PREFIXES.get(candidate) ?? findService(candidate)?.prefix)
    .find((prefix) => prefix !== undefined);
}

/**
 * The action that allows an operation of a service; undefined where the catalogue knows none.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export function actionOfOperation(prefix: string, operation: string): string | undefined {
  return actionsLike(prefix, operation)
    .map((candidate) => findAction(candidate)?.name)
    .find((action) => action !== undefined);
}

function actionsLike(prefix: string, operation: string): string[] {
  const name = operation.replace(API_VERSION, '');
  const method = prefix === 'apigateway' ? HTTP_METHODS[/^[A-Z][a-z]+/.exec(name)?.[0] ?? ''] : undefined;
  const exact = ACTIONS[`${prefix}:${name}`.toLowerCase()] ?? `${prefix}:${method ?? name}`;
  // S3 drops "Bucket" from some of its configurations: GetBucketAccelerateConfiguration, s3:GetAccelerateConfiguration.
  return [exact, `${prefix}:${name.replace('Bucket', '')}`];
}

/** As AWS spells it: messages have `SNS:Publish` and `sqs:createqueue`. */
export function canonicalAction(action: string): string {
  return findAction(action)?.name ?? action;
}
