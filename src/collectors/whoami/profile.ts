import { parseArn } from '../../model/index.js';
import { printable } from '../failure.js';
import { accessKey, nameOfKey, type AccessKey } from './access-key.js';
import { hasContainerEndpoint, type Environment } from './environment.js';
import type { ChainFacts } from './facts.js';
import type { Settings } from './ini.js';

/** What the SDK makes of a profile. */
export type ProfileCredentials =
  | {
      readonly state: 'ready';
      /** As a sentence names them. */
      readonly name: string;
      /** Where the profile holds the key itself. */
      readonly key?: AccessKey;
      /** Where the SDK goes on to the next source without a word if whatever gives them fails. */
      readonly failsSilently?: true;
    }
  | {
      readonly state:
        /** The SDK gives up here. */
        | 'dead-end'
        /** The profile is set up wrongly; the SDK goes on to the next source without a word. */
        | 'passed-over'
        /** There is no such profile, or it is not about credentials. */
        | 'absent';
      /** The end of a sentence that begins with the profile. */
      readonly reason: string;
    };

type Surroundings = Pick<ChainFacts, 'environment' | 'files'>;

/**
 * Which of its settings the SDK takes a profile's credentials from.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
 */
export function profileCredentials(
  name: string,
  surroundings: Surroundings,
  visited: readonly string[] = [],
): ProfileCredentials {
  const settings = surroundings.files.profiles.get(name);
  if (settings === undefined) return { state: 'absent', reason: 'is in neither file' };
  const id = settings.get('aws_access_key_id');
  const holdsKey = id !== undefined && settings.has('aws_secret_access_key');

  // A source profile gives its key before it is asked to assume a role of its own.
  if (!(holdsKey && visited.length > 0) && isChained(settings, visited)) {
    return chained(name, settings, surroundings, visited);
  }
  const profile = `the profile ${quoted(name)}`;
  if (holdsKey) {
    const key = accessKey(id, settings.get('aws_session_token'));
    return { state: 'ready', name: `${nameOfKey(key)} of ${profile}`, key };
  }
  const roleArn = settings.get('role_arn');
  if (roleArn !== undefined && settings.has('web_identity_token_file')) {
    return { state: 'ready', name: `${roleName(roleArn)}, which ${profile} assumes by web identity` };
  }
  if (settings.has('credential_process')) return processCredentials(name);
  if (SSO_SETTINGS.some((key) => settings.has(key))) return sso(name, settings, surroundings);
  if (settings.has('login_session')) {
    return { state: 'ready', name: `the 'aws login' session of ${profile}` };
  }
  const half = halfOfCredentials(settings);
  return half === undefined
    ? { state: 'absent', reason: 'has no settings for credentials' }
    : passedOver(half);
}

export function quoted(name: string): string {
  return `'${printable(name)}'`;
}

/** A setting that should be the ARN of a role may hold anything. */
export function roleName(arn: string): string {
  const parsed = parseArn(arn);
  const isRole = parsed?.service === 'iam' && parsed.resource.startsWith('role/');
  return isRole ? `the role ${printable(arn)}` : 'a role (its ARN does not have the form of one)';
}

interface CredentialSource {
  readonly name: string;
  readonly isSetUp: (environment: Environment) => boolean;
}

const CREDENTIAL_SOURCES: ReadonlyMap<string, CredentialSource> = new Map([
  [
    'Environment',
    {
      name: 'the key of the environment',
      isSetUp: (environment: Environment) =>
        Boolean(environment['AWS_ACCESS_KEY_ID'] && environment['AWS_SECRET_ACCESS_KEY']),
    },
  ],
  ['EcsContainer', { name: 'the role of the container', isSetUp: hasContainerEndpoint }],
  ['Ec2InstanceMetadata', { name: 'the role of the EC2 instance', isSetUp: () => true }],
]);

/** Whether the credentials of the profile are made from those of another profile or source. */
function isChained(settings: Settings, visited: readonly string[]): boolean {
  const hasCredentialSource = settings.has('credential_source');
  if (settings.has('role_arn')) return settings.has('source_profile') !== hasCredentialSource;
  return visited.length > 0 && hasCredentialSource;
}

function chained(
  name: string,
  settings: Settings,
  surroundings: Surroundings,
  visited: readonly string[],
): ProfileCredentials {
  const roleArn = settings.get('role_arn');
  if (roleArn !== undefined && settings.has('mfa_serial')) {
    return { state: 'dead-end', reason: 'asks for an MFA code, and nobody can enter one here' };
  }
  const base = baseOf(settings, surroundings, visited);
  if (base.state !== 'ready') {
    const hasProcess = visited.length === 0 && settings.has('credential_process');
    return hasProcess && base.state === 'passed-over' ? processCredentials(name) : base;
  }
  if (roleArn === undefined) return base;
  return {
    state: 'ready',
    name: `${roleName(roleArn)}, which the profile ${quoted(name)} assumes with ${base.name}`,
    ...(base.failsSilently && { failsSilently: true }),
  };
}

function baseOf(
  settings: Settings,
  surroundings: Surroundings,
  visited: readonly string[],
): ProfileCredentials {
  const source = settings.get('source_profile');
  if (source === undefined) {
    const base = CREDENTIAL_SOURCES.get(settings.get('credential_source') ?? '');
    if (base === undefined) {
      const known = [...CREDENTIAL_SOURCES.keys()].join(', ');
      return passedOver(`has a credential_source that is none of ${known}`);
    }
    return base.isSetUp(surroundings.environment)
      ? { state: 'ready', name: base.name, failsSilently: true }
      : passedOver(`has a credential_source that is not there: ${base.name}`);
  }
  if (visited.includes(source)) return passedOver('leads back to itself through source_profile');
  const base = profileCredentials(source, surroundings, [...visited, source]);
  if (base.state === 'ready') return base;
  const state = base.state === 'dead-end' ? 'dead-end' : 'passed-over';
  return { state, reason: `has the source_profile ${quoted(source)}, which ${base.reason}` };
}

function processCredentials(name: string): ProfileCredentials {
  return {
    state: 'ready',
    name: `the credential process of the profile ${quoted(name)}`,
    failsSilently: true,
  };
}

const SSO_SETTINGS = ['sso_start_url', 'sso_account_id', 'sso_session', 'sso_region', 'sso_role_name'];
const SSO_REQUIRED = ['sso_account_id', 'sso_role_name', 'sso_region', 'sso_start_url'];

/** @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html */
function sso(name: string, settings: Settings, { files }: Surroundings): ProfileCredentials {
  const sessionName = settings.get('sso_session');
  const session = sessionName === undefined ? settings : files.ssoSessions.get(sessionName);
  if (session === undefined) {
    return { state: 'dead-end', reason: 'names an sso-session that the configuration file does not have' };
  }
  const missing = SSO_REQUIRED.filter((key) => {
    const ofSession = key === 'sso_region' || key === 'sso_start_url';
    return !(ofSession ? session : settings).has(key);
  });
  if (missing.length > 0) {
    return { state: 'dead-end', reason: `signs in through SSO without ${missing.join(' and ')}` };
  }
  const permissionSet = quoted(settings.get('sso_role_name') ?? '');
  const account = printable(settings.get('sso_account_id') ?? '');
  return {
    state: 'ready',
    name: `the permission set ${permissionSet} in ${account}, which the profile ${quoted(name)} has through SSO`,
  };
}

function halfOfCredentials(settings: Settings): string | undefined {
  if (settings.has('role_arn')) {
    return settings.has('source_profile')
      ? 'has both a source_profile and a credential_source for its role, of which the SDK accepts one'
      : 'has a role_arn without the source_profile or credential_source to assume it with';
  }
  if (settings.has('aws_access_key_id')) return 'has an aws_access_key_id without its aws_secret_access_key';
  return settings.has('aws_secret_access_key')
    ? 'has an aws_secret_access_key without its aws_access_key_id'
    : undefined;
}

function passedOver(reason: string): ProfileCredentials {
  return { state: 'passed-over', reason };
}
