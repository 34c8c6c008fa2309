import { objectOf, textOf, type JsonObject } from './json.js';

/** `aws:PrincipalType` for the types of identity that CloudTrail names otherwise. */
const PRINCIPAL_TYPES: Readonly<Record<string, string>> = {
  AssumedRole: 'AssumedRole',
  FederatedUser: 'FederatedUser',
  IAMUser: 'User',
  Root: 'Account',
};

/** `10.0.0.1`, `2001:db8::1`; not `cloudformation.amazonaws.com` or `AWS Internal`. */
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-fA-F]{0,4}(?::[\da-fA-F.]{0,15}){2,8})$/;

/**
 * The condition keys whose values an event tells. What it does not tell is left out, since the request may have had
 * it: tags, and whether a service called on behalf of the principal.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function contextOf(event: JsonObject): Record<string, readonly string[]> {
  const identity = objectOf(event['userIdentity']) ?? {};
  const values = {
    ...principalKeys(identity),
    ...sessionKeys(objectOf(identity['sessionContext']) ?? {}),
    ...networkKeys(event),
    ...parameterKeys(event),
    ...timeKeys(textOf(event['eventTime'])),
    'aws:RequestedRegion': textOf(event['awsRegion']),
    'aws:SecureTransport': objectOf(event['tlsDetails']) === undefined ? undefined : 'true',
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, [value]]])),
  );
}

type Values = Readonly<Record<string, string | undefined>>;

function principalKeys(identity: JsonObject): Values {
  const type = textOf(identity['type']) ?? '';
  const id = textOf(identity['principalId']);
  // Of a caller in another account CloudTrail may tell the access key in this place.
  const isAccessKey = id !== undefined && /^A[KS]IA/.test(id);
  const issuer = objectOf(objectOf(identity['sessionContext'])?.['sessionIssuer']) ?? {};
  return {
    'aws:PrincipalAccount': textOf(identity['accountId']),
    // The key holds the role, path included, and not the session.
    'aws:PrincipalArn': textOf((type === 'AssumedRole' ? issuer : identity)['arn']),
    'aws:PrincipalType': Object.hasOwn(PRINCIPAL_TYPES, type) ? PRINCIPAL_TYPES[type] : undefined,
    'aws:userid': isAccessKey ? undefined : id,
    'aws:username': type === 'IAMUser' ? textOf(identity['userName']) : undefined,
  };
}

function sessionKeys(session: JsonObject): Values {
  const attributes = objectOf(session['attributes']) ?? {};
  return {
    'aws:FederatedProvider': textOf(objectOf(session['webIdFederationData'])?.['federatedProvider']),
    'aws:MultiFactorAuthPresent': textOf(attributes['mfaAuthenticated']),
    'aws:SourceIdentity': textOf(session['sourceIdentity']),
    'aws:TokenIssueTime': textOf(attributes['creationDate']),
    'ec2:RoleDelivery': textOf(session['ec2RoleDelivery']),
  };
}

/** Through a VPC endpoint a request has a private address, under another key. */
function networkKeys(event: JsonObject): Values {
  const endpoint = textOf(event['vpcEndpointId']);
  const source = textOf(event['sourceIPAddress']) ?? '';
  if (!ADDRESS.test(source)) return { 'aws:SourceVpce': endpoint };
  return {
    [endpoint === undefined ? 'aws:SourceIp' : 'aws:VpcSourceIp']: source,
    'aws:SourceVpce': endpoint,
    'aws:VpceAccount': textOf(event['vpcEndpointAccountId']),
    // S3 puts it in brackets.
    'aws:UserAgent': textOf(event['userAgent'])?.replace(/^\[(.*)\]$/, '$1'),
  };
}

function parameterKeys(event: JsonObject): Values {
  const parameters = objectOf(event['requestParameters']) ?? {};
  switch (event['eventSource']) {
    case 'sts.amazonaws.com':
      return {
        'sts:ExternalId': textOf(parameters['externalId']),
        'sts:RoleSessionName': textOf(parameters['roleSessionName']),
      };
    case 's3.amazonaws.com':
      return { 's3:prefix': textOf(parameters['prefix']), 's3:delimiter': textOf(parameters['delimiter']) };
    default:
      return {};
  }
}

function timeKeys(time: string | undefined): Values {
  const milliseconds = Date.parse(time ?? '');
  if (Number.isNaN(milliseconds)) return {};
  return { 'aws:CurrentTime': time, 'aws:EpochTime': String(Math.floor(milliseconds / 1000)) };
}
