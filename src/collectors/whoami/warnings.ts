import { printable } from '../failure.js';
import { nameOfKey } from './access-key.js';
import { isLambda } from './environment.js';
import { selectedProfile, type ChainFacts } from './facts.js';
import { profileCredentials, quoted } from './profile.js';
import { regionOfProfile, selectedRegion } from './region.js';
import type { Step } from './walk.js';

export type WarningCode =
  | 'unexpected-account'
  | 'key-shadows-role'
  | 'profile-hides-keys'
  | 'profile-passed-over'
  | 'source-failed'
  | 'default-profile-not-read'
  | 'session-expired'
  | 'session-token-missing'
  | 'session-token-left-over'
  | 'source-incomplete'
  | 'regions-differ'
  | 'default-region-not-read'
  | 'file-unreadable';

export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}

/** What about the credentials will surprise somebody, the worst first. */
export function warningsFor(facts: ChainFacts, steps: readonly Step[]): readonly Warning[] {
  return [
    ...shadowedRole(facts, steps),
    ...profileAndKeys(facts, steps),
    ...unusableProfile(facts, steps),
    ...silentFailure(steps),
    ...defaultProfile(facts, steps),
    ...session(facts, steps),
    ...incompleteSources(steps),
    ...regions(facts),
    ...unreadableFiles(facts),
  ];
}

const KEY_VARIABLES = 'AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN';

function* shadowedRole(facts: ChainFacts, steps: readonly Step[]): Iterable<Warning> {
  const used = steps.find(({ status }) => status === 'used')?.link;
  if (used?.key === undefined || used.workloadRole) return;
  // Whoever names a profile on the command line means it.
  if (selectedProfile(facts).selectedBy === '--profile') return;
  const roles = steps.filter(({ link, status }) => link.workloadRole && status === 'shadowed');
  // The session of the role was in the variables that hold another key now.
  const overwritten = used.name === 'environment' && isLambda(facts.environment);
  const names = [
    ...(overwritten ? ["the execution role's session of this Lambda function"] : []),
    ...roles.map(({ link }) => link.detail),
  ];
  if (names.length === 0) return;
  yield {
    code: 'key-shadows-role',
    message: `${sentence(used.detail)} hides ${names.join(' and ')}: the SDK stops at the first source that has credentials, so the role's permissions count for nothing here.`,
    hint:
      used.name === 'environment'
        ? `To use the role, remove ${KEY_VARIABLES} from wherever they are set: task definition, image, unit file or shell profile.`
        : 'To use the role, take the key out of the shared credentials file, or remove the file from this machine.',
  };
}

/** @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html */
function* profileAndKeys(facts: ChainFacts, steps: readonly Step[]): Iterable<Warning> {
  const { name, selectedBy } = selectedProfile(facts);
  const environment = steps.find(({ link }) => link.name === 'environment')?.link;
  if (selectedBy !== 'AWS_PROFILE' || environment?.key === undefined) return;
  const key = nameOfKey(environment.key);
  yield {
    code: 'profile-hides-keys',
    message: `AWS_PROFILE selects the profile ${quoted(name)} while ${key} is in the environment: this SDK takes the profile, the AWS CLI and boto3 take the key.`,
    hint: `Unset either AWS_PROFILE or ${KEY_VARIABLES}, so that every tool in this shell is the same principal.`,
  };
}

function* unusableProfile(facts: ChainFacts, steps: readonly Step[]): Iterable<Warning> {
  const { name, selectedBy } = selectedProfile(facts);
  const used = steps.find(({ status }) => status === 'used')?.link;
  const credentials = profileCredentials(name, facts);
  const isPassedOver = steps.some(
    ({ link, status }) => link.name === 'shared-files' && status === 'passed-over',
  );
  if (!isPassedOver || credentials.state === 'ready' || used?.name === 'environment') return;
  const selected = selectedBy === 'default' ? '' : `, which ${selectedBy} selects,`;
  const instead = used === undefined ? '' : ` and uses ${used.detail}`;
  yield {
    code: 'profile-passed-over',
    message: `The profile ${quoted(name)}${selected} ${credentials.reason}; the SDK goes on without a word${instead}.`,
    hint: facts.files.profiles.has(name)
      ? 'Complete the profile, or select another one.'
      : 'Check the name. The heading is [profile NAME] in the configuration file and [NAME] in the credentials file.',
  };
}

function* silentFailure(steps: readonly Step[]): Iterable<Warning> {
  const used = steps.find(({ status }) => status === 'used')?.link;
  const failed = steps.find(({ link, status }) => link.failsSilently && status === 'failed')?.link;
  if (used === undefined || failed === undefined) return;
  yield {
    code: 'source-failed',
    message: `${sentence(failed.detail)} gave no credentials; the SDK goes on without a word and uses ${used.detail}.`,
    hint: 'Run the credential process, or ask for its source credentials, by hand to see why it fails.',
  };
}

/** @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html */
function* defaultProfile(facts: ChainFacts, steps: readonly Step[]): Iterable<Warning> {
  const { name, selectedBy } = selectedProfile(facts);
  const ofCli = facts.environment['AWS_DEFAULT_PROFILE'];
  if (!ofCli || ofCli === name || selectedBy === '--profile') return;
  // A key in the environment comes before any profile, for the AWS CLI too.
  if (steps.some(({ link, status }) => link.name === 'environment' && status === 'used')) return;
  yield {
    code: 'default-profile-not-read',
    message: `AWS_DEFAULT_PROFILE is ${quoted(ofCli)}; this SDK does not read it and takes the profile ${quoted(name)}, the AWS CLI and boto3 take ${quoted(ofCli)}.`,
    hint: 'Set AWS_PROFILE, which all of them read, and unset AWS_DEFAULT_PROFILE.',
  };
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html */
function* session(facts: ChainFacts, steps: readonly Step[]): Iterable<Warning> {
  const asked = steps.find(({ status }) => status === 'used' || status === 'failed')?.link;
  if (asked?.key === undefined) return;
  const inEnvironment = asked.name === 'environment';
  const token = inEnvironment ? 'AWS_SESSION_TOKEN' : 'aws_session_token';
  const { temporary, hasSessionToken } = asked.key;
  if (temporary === true && !hasSessionToken) {
    yield {
      code: 'session-token-missing',
      message: `${sentence(asked.detail)} comes without its session token (${token}): AWS refuses it.`,
      hint: 'Copy all three values of the session: access key id, secret access key and session token.',
    };
  }
  if (temporary === false && hasSessionToken) {
    yield {
      code: 'session-token-left-over',
      message: `${sentence(asked.detail)} is long-term and comes with a session token (${token}), left over from other credentials: AWS refuses the pair.`,
      hint: inEnvironment ? 'Unset AWS_SESSION_TOKEN.' : 'Remove aws_session_token from the profile.',
    };
  }
  const end = Date.parse(facts.environment['AWS_CREDENTIAL_EXPIRATION'] ?? '');
  if (inEnvironment && end <= facts.now) {
    yield {
      code: 'session-expired',
      message: `The session in the environment has ended at ${new Date(end).toISOString()}, as AWS_CREDENTIAL_EXPIRATION says.`,
      hint: "Get new credentials ('aws sso login', or assume the role again) and set the variables once more.",
    };
  }
}

function* incompleteSources(steps: readonly Step[]): Iterable<Warning> {
  for (const { link, status } of steps) {
    if (status === 'used') return;
    if (status !== 'passed-over' || link.name === 'shared-files') continue;
    yield {
      code: 'source-incomplete',
      message: `${link.detail}: the SDK goes on to the next source without a word.`,
      hint: 'Set both, or unset the one that is left.',
    };
  }
}

/** @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html */
function* regions(facts: ChainFacts): Iterable<Warning> {
  const region = selectedRegion(facts);
  if (region?.from === '--region') return;
  const { name, selectedBy } = selectedProfile(facts);
  const ofProfile = regionOfProfile(facts);
  if (
    selectedBy !== 'default' &&
    region?.from === 'AWS_REGION' &&
    ofProfile !== undefined &&
    ofProfile !== region.name
  ) {
    yield {
      code: 'regions-differ',
      message: `AWS_REGION is ${quoted(region.name)}, and the profile ${quoted(name)} has the Region ${quoted(ofProfile)}: AWS_REGION wins.`,
      hint: 'Unset AWS_REGION to use the Region of the profile.',
    };
  }
  const unread = facts.environment['AWS_DEFAULT_REGION'];
  if (unread && printable(unread) !== region?.name) {
    const instead = region === undefined ? 'has no Region' : `uses ${quoted(region.name)}`;
    yield {
      code: 'default-region-not-read',
      message: `AWS_DEFAULT_REGION is ${quoted(unread)}; this SDK does not read it and ${instead}.`,
      hint: 'Set AWS_REGION to the same Region.',
    };
  }
}

function* unreadableFiles({ files }: ChainFacts): Iterable<Warning> {
  for (const { path, state } of [files.config, files.credentials]) {
    if (state !== 'unreadable') continue;
    yield {
      code: 'file-unreadable',
      message: `${printable(path)} is there and could not be read: the SDK takes it for empty, without a word.`,
      hint: 'Check the permissions of the file, and that it is one.',
    };
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
