import { parseArn } from '../model/index.js';
import { findAction } from '../model/catalogue/index.js';

/**
 * Services whose resources can have a policy of their own, S3 and IAM apart; as AWS's list has them in September 2026.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
 */
const SERVICES: ReadonlySet<string> = new Set([
  'acm-pca',
  'aps',
  'backup',
  'bedrock',
  'bedrock-agentcore',
  'cloudtrail',
  'codeartifact',
  'codebuild',
  'comprehend',
  'dsql',
  'dynamodb',
  'ecr',
  'ecr-public',
  'elasticfilesystem',
  'es',
  'events',
  'execute-api',
  'glacier',
  'glue',
  'kafka',
  'kinesis',
  'kms',
  'lambda',
  'lex',
  'logs',
  'mediastore',
  'network-firewall',
  'oam',
  'osis',
  'redshift-serverless',
  'rekognition',
  's3-object-lambda',
  's3-outposts',
  's3express',
  's3tables',
  's3vectors',
  'schemas',
  'secretsmanager',
  'serverlessrepo',
  'ses',
  'sns',
  'sqs',
  'ssm',
  'ssm-contacts',
  'vpc-lattice',
]);

/**
 * Whether a resource may have a policy of its own that nobody has read. Of S3, this is about access points: the
 * policies of buckets are read.
 */
export function mayHavePolicy(resource: string, action: string): boolean {
  const arn = parseArn(resource);
  if (arn === undefined || findAction(action)?.resourceTypes.length === 0) return false;
  if (arn.service === 's3') return arn.resource.startsWith('accesspoint/');
  return SERVICES.has(arn.service);
}
