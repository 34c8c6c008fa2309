import { accessKey, nameOfKey, type AccessKey } from './access-key.js';
import { hasContainerEndpoint, isLambda, type Environment } from './environment.js';
import { selectedProfile, type ChainFacts, type SourceName } from './facts.js';
import { profileCredentials, quoted, roleName } from './profile.js';

/** One source of the chain for itself, whatever comes before it. */
export interface Link {
  readonly name: SourceName;
  readonly state:
    /** It has credentials, as far as its settings tell. */
    | 'ready'
    /** It is set up and cannot give credentials; the SDK goes on to the next source without a word. */
    | 'passed-over'
    /** It is set up and cannot give credentials; the SDK gives up here. */
    | 'dead-end'
    | 'absent'
    /** The SDK never asks it here. */
    | 'not-asked'
    /** Whether it has credentials was not looked at. */
    | 'unknown';
  /** What it gives, or why it gives nothing, without a full stop. */
  readonly detail: string;
  /** Why the SDK never asks it although it is ready. */
  readonly notAskedBecause?: string;
  /** Where the source holds the key itself. */
  readonly key?: AccessKey;
  /** Whether the credentials are those of the role that AWS gave to the workload. */
  readonly workloadRole?: true;
  /** Whether the SDK goes on to the next source where this one fails. */
  readonly failsSilently?: true;
}

/** @see https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/setting-credentials-node.html */
export function linksOf(facts: ChainFacts): readonly Link[] {
  return [
    environmentLink(facts),
    SSO_LINK,
    sharedFilesLink(facts),
    webIdentityLink(facts.environment),
    containerLink(facts.environment),
    instanceMetadataLink(facts),
  ];
}

function environmentLink(facts: ChainFacts): Link {
  const name = 'environment';
  const {
    AWS_ACCESS_KEY_ID: id,
    AWS_SECRET_ACCESS_KEY: secret,
    AWS_SESSION_TOKEN: token,
  } = facts.environment;
  if (!id && !secret) {
    return { name, state: 'absent', detail: 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set' };
  }
  if (!id)
    return { name, state: 'passed-over', detail: 'AWS_SECRET_ACCESS_KEY is set, AWS_ACCESS_KEY_ID is not' };
  if (!secret)
    return { name, state: 'passed-over', detail: 'AWS_ACCESS_KEY_ID is set, AWS_SECRET_ACCESS_KEY is not' };

  const key = accessKey(id, token);
  const isExecutionRole = isLambda(facts.environment) && key.temporary !== false && key.hasSessionToken;
  const { name: profile, selectedBy } = selectedProfile(facts);
  return {
    name,
    state: 'ready',
    detail: isExecutionRole
      ? `the session of this Lambda function's execution role (${key.maskedId}) from the environment`
      : `${nameOfKey(key)} from the environment`,
    key,
    ...(isExecutionRole && { workloadRole: true }),
    ...(selectedBy !== 'default' && {
      notAskedBecause: `${selectedBy} selects the profile ${quoted(profile)}`,
    }),
  };
}

const SSO_LINK: Link = {
  name: 'sso',
  state: 'absent',
  detail: 'asked only with settings from code; those of a profile count under the shared files',
};

function sharedFilesLink(facts: ChainFacts): Link {
  const name = 'shared-files';
  const { name: profile, selectedBy } = selectedProfile(facts);
  const credentials = profileCredentials(profile, facts);
  if (credentials.state !== 'ready') {
    const isPassedOver = credentials.state === 'absent' && selectedBy !== 'default';
    const detail = `the profile ${quoted(profile)} ${credentials.reason}`;
    return { name, state: isPassedOver ? 'passed-over' : credentials.state, detail };
  }
  const { name: detail, ...rest } = credentials;
  return { ...rest, name, detail };
}

/** @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html */
function webIdentityLink(environment: Environment): Link {
  const name = 'web-identity';
  const { AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile, AWS_ROLE_ARN: roleArn } = environment;
  if (!tokenFile && !roleArn) {
    return { name, state: 'absent', detail: 'AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN are not set' };
  }
  if (!tokenFile) {
    return { name, state: 'passed-over', detail: 'AWS_ROLE_ARN is set, AWS_WEB_IDENTITY_TOKEN_FILE is not' };
  }
  if (!roleArn) {
    return { name, state: 'passed-over', detail: 'AWS_WEB_IDENTITY_TOKEN_FILE is set, AWS_ROLE_ARN is not' };
  }
  const isEks = tokenFile.includes('/eks.amazonaws.com/');
  const how = isEks ? 'the service account of this EKS pod' : 'the token of AWS_WEB_IDENTITY_TOKEN_FILE';
  const detail = `${roleName(roleArn)} by ${how}`;
  return { name, state: 'ready', detail, workloadRole: true };
}

/** @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html */
function containerLink(environment: Environment): Link {
  const name = 'container';
  if (!hasContainerEndpoint(environment)) {
    const detail =
      'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set';
    return { name, state: 'absent', detail };
  }
  return { name, state: 'ready', detail: containerRole(environment), workloadRole: true };
}

const EKS_POD_IDENTITY = ['http://169.254.170.23/', 'http://[fd00:ec2::23]/'];

function containerRole(environment: Environment): string {
  if (environment['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI']) {
    const inTask = environment['ECS_CONTAINER_METADATA_URI_V4'] ?? environment['ECS_CONTAINER_METADATA_URI'];
    return inTask ? 'the task role of this ECS task' : 'the role of this container';
  }
  const endpoint = environment['AWS_CONTAINER_CREDENTIALS_FULL_URI'] ?? '';
  return EKS_POD_IDENTITY.some((prefix) => endpoint.startsWith(prefix))
    ? 'the role of this EKS pod from EKS Pod Identity'
    : 'the role behind AWS_CONTAINER_CREDENTIALS_FULL_URI';
}

/** Whether the SDK leaves the instance metadata alone, and why. */
export function metadataKeptFrom(environment: Environment): string | undefined {
  if (hasContainerEndpoint(environment)) return 'the SDK never asks it where a container endpoint is set';
  const disabled = environment['AWS_EC2_METADATA_DISABLED'];
  return disabled && disabled !== 'false' ? 'switched off by AWS_EC2_METADATA_DISABLED' : undefined;
}

/** @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html */
function instanceMetadataLink({ environment, instanceMetadata }: ChainFacts): Link {
  const name = 'instance-metadata';
  const keptFrom = metadataKeptFrom(environment);
  if (keptFrom !== undefined) return { name, state: 'not-asked', detail: keptFrom };
  switch (instanceMetadata) {
    case 'role':
      return { name, state: 'ready', detail: 'the role of this EC2 instance', workloadRole: true };
    case 'no-role':
      return {
        name,
        state: 'absent',
        detail:
          'a metadata service answers and gives no role: an EC2 instance without an instance profile, or no EC2 instance',
      };
    case 'silent':
      return { name, state: 'absent', detail: 'no metadata service answers here' };
    case 'not-asked':
      return { name, state: 'unknown', detail: 'it was not asked whether it gives a role' };
  }
}
