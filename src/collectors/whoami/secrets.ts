import { printable } from '../failure.js';
import type { Environment } from './environment.js';
import type { SharedFiles } from './shared-files.js';

/** What is secret, may hold something secret, or is shown in part only. */
const VARIABLES = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];
const SETTINGS = [
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'credential_process',
  'external_id',
  'web_identity_token_file',
];

/** How much of a secret tells it from a word: a message that is cut short can hold the beginning alone. */
const RECOGNIZABLE = 8;

/** A text of the SDK or of a server, up to where the first secret begins. */
export function withoutSecrets(
  text: string,
  environment: Environment,
  { profiles }: Pick<SharedFiles, 'profiles'>,
): string {
  const secrets = [
    ...VARIABLES.map((variable) => environment[variable]),
    ...[...profiles.values()].flatMap((profile) => SETTINGS.map((setting) => profile.get(setting))),
  ];
  const beginnings = secrets
    .map((secret) => printable(secret ?? '').slice(0, RECOGNIZABLE))
    .filter((beginning) => beginning.length === RECOGNIZABLE);
  // Where JSON cannot be read, Node's error quotes from it.
  const places = ['Unexpected token', ...beginnings]
    .map((sign) => text.indexOf(sign))
    .filter((place) => place !== -1);
  return places.length === 0 ? text : `${text.slice(0, Math.min(...places))}…`;
}
