import { parseArn } from '../../model/index.js';
import { printable } from '../failure.js';
import { accessKey, nameOfKey, type AccessKey } from './access-key.js';
import type { Settings } from './ini.js';
import type { SharedFiles } from './shared-files.js';

/** What the SDK makes of a profile. */
export type ProfileCredentials =
  | {
      readonly state: 'ready';
      /** As a sentence names them. */
      readonly name: string;
      /** Where the profile holds the key itself. */
      readonly key?: AccessKey;
      /** Where they come from a command: if it fails, the SDK goes on to the next source without a word. */
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

type Profiles = Pick<SharedFiles, 'profiles' | 'ssoSessions'>;

/**
 * Which of its settings the SDK takes a profile's credentials from.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
 */
export function profileCredentials(
  name: string,
  files: Profiles,
  visited: readonly string[] = [],
): ProfileCredentials {
  const settings = files.profiles.get(name);
  if (settings === undefined) return { state: 'absent', reason: 'is in neither file' };
  const setting = (key: string) => settings.get(key);
  const id = setting('aws_access_key_id');
  const holdsKey = id !== undefined && settings.has('aws_secret_access_key');

  // A source profile gives its key before it is asked to assume a role of its own.
  if (!(holdsKey && visited.length > 0) && isChained(settings, visited)) {
    return chained(name, settings, files, visited);
  }
  const profile = `the profile ${quoted(name)}`;
  if (holdsKey) {
    const key = accessKey(id, setting('aws_session_token'));
    return { state: 'ready', name: `${nameOfKey(key)} of ${profile}`, key };
  }
  const roleArn = setting('role_arn');
  if (roleArn !== undefined && settings.has('web_identity_token_file')) {
    return { state: 'ready', name: `${roleName(roleArn)}, which ${profile} assumes by web identity` };
  }
  if (settings.has('credential_process')) return processCredentials(name);
  if (SSO_SETTINGS.some((key) => settings.has(key))) return sso(name, settings, files);
  if (settings.get('login_session')) {
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
  return isRole ? `the role ${printable(arn)}` : 'a role whose ARN is not one';
}

const CREDENTIAL_SOURCES = new Map([
  ['Environment', 'the keys of the environment'],
  ['EcsContainer', 'the role of the container'],
  ['Ec2InstanceMetadata', 'the role of the EC2 instance'],
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
  files: Profiles,
  visited: readonly string[],
): ProfileCredentials {
  const roleArn = settings.get('role_arn');
  if (roleArn !== undefined && settings.has('mfa_serial')) {
    return { state: 'dead-end', reason: 'asks for an MFA code, and nobody can enter one here' };
  }
  const base = baseOf(settings, files, visited);
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

function baseOf(settings: Settings, files: Profiles, visited: readonly string[]): ProfileCredentials {
  const source = settings.get('source_profile');
  if (source === undefined) {
    const base = CREDENTIAL_SOURCES.get(settings.get('credential_source') ?? '');
    const known = [...CREDENTIAL_SOURCES.keys()].join(', ');
    return base === undefined
      ? passedOver(`has a credential_source that is none of ${known}`)
      : { state: 'ready', name: base };
  }
  if (visited.includes(source)) return passedOver('leads back to itself through source_profile');
  const base = profileCredentials(source, files, [...visited, source]);
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
function sso(name: string, settings: Settings, { ssoSessions }: Profiles): ProfileCredentials {
  const sessionName = settings.get('sso_session');
  const session = sessionName === undefined ? settings : ssoSessions.get(sessionName);
  if (session === undefined) {
    const reason = `names the sso-session ${quoted(sessionName ?? '')}, which the configuration file does not have`;
    return { state: 'dead-end', reason };
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
