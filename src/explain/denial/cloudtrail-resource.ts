import { isAccountId, parseArn } from '../../model/index.js';
import { listOf, objectOf, textOf, type JsonObject } from './json.js';
import { partitionOfRegion } from './region.js';

/** Parameters of IAM's operations that name what is acted on, the most telling first. */
const IAM_PARAMETERS: readonly (readonly [string, string])[] = [
  ['roleName', 'role'],
  ['userName', 'user'],
  ['groupName', 'group'],
  ['instanceProfileName', 'instance-profile'],
  ['policyName', 'policy'],
];

/**
 * The ARN of what an event's request was about, where the event tells. Only one resource counts: of several, none is
 * known to be the one that was denied.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function resourceOf(event: JsonObject, service: string | undefined): string | undefined {
  const parameters = objectOf(event['requestParameters']) ?? {};
  return listed(event) ?? named(event, parameters, service) ?? arnAmong(parameters, service);
}

function listed(event: JsonObject): string | undefined {
  const resources = listOf(event['resources'])
    .map(objectOf)
    .filter((resource) => resource !== undefined);
  // An object's bucket is listed beside it.
  const object = resources.find(({ type }) => type === 'AWS::S3::Object');
  const only = object ?? (resources.length === 1 ? resources[0] : undefined);
  return textOf(only?.['ARN']) ?? textOf(only?.['arn']);
}

/** A parameter that is an ARN of the service; of IAM where a role is assumed. */
function arnAmong(parameters: JsonObject, service: string | undefined): string | undefined {
  const owner = service === 'sts' ? 'iam' : service;
  const arns = Object.values(parameters).filter(
    (value) => typeof value === 'string' && owner !== undefined && parseArn(value)?.service === owner,
  );
  return arns.length === 1 ? textOf(arns[0]) : undefined;
}

function named(event: JsonObject, parameters: JsonObject, service: string | undefined): string | undefined {
  const region = textOf(event['awsRegion']) ?? '';
  const account = textOf(event['recipientAccountId']) ?? '';
  const partition = partitionOf(event, region);
  const parameter = (name: string) => textOf(parameters[name]);
  switch (service) {
    case 's3': {
      const bucket = parameter('bucketName');
      const key = parameter('key');
      if (bucket === undefined) return undefined;
      return `arn:${partition}:s3:::${bucket}${key === undefined ? '' : `/${key}`}`;
    }
    case 'iam': {
      const [name, kind] = IAM_PARAMETERS.find(([candidate]) => parameter(candidate) !== undefined) ?? [];
      if (name === undefined || kind === undefined || !isAccountId(account)) return undefined;
      return `arn:${partition}:iam::${account}:${kind}/${parameter(name) ?? ''}`;
    }
    case 'sqs': {
      const [owner = '', queue] = (parameter('queueUrl') ?? '').split('/').slice(-2);
      return queue === undefined || !isAccountId(owner)
        ? undefined
        : `arn:${partition}:sqs:${region}:${owner}:${queue}`;
    }
    case 'dynamodb': {
      const table = parameter('tableName');
      return table === undefined || !isAccountId(account)
        ? undefined
        : `arn:${partition}:dynamodb:${region}:${account}:table/${table}`;
    }
    default:
      return undefined;
  }
}

function partitionOf(event: JsonObject, region: string): string {
  const caller = textOf(objectOf(event['userIdentity'])?.['arn']);
  const known = caller === undefined ? undefined : parseArn(caller)?.partition;
  return known ?? partitionOfRegion(region);
}
