import { describe, expect, it } from 'vitest';
import { whoamiText } from '../../src/cli/commands/whoami.js';
import { describeChain } from '../../src/collectors/whoami/index.js';
import { withoutSecrets } from '../../src/collectors/whoami/secrets.js';
import { chainFacts } from '../support/chain-facts.js';
import fc from '../support/properties.js';

const secret = fc.stringMatching(/^[A-Za-z0-9+/]{16,60}$/);
const accessKeyId = fc.stringMatching(/^(AKIA|ASIA|ABIA)[A-Z]{16}$/);
/** Both halves of a key end up in the wrong place now and then. */
const keyPart = fc.oneof(accessKeyId, secret);

const SECRET_VARIABLES = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_ROLE_ARN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CREDENTIAL_EXPIRATION',
];
const SECRET_SETTINGS = [
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'credential_process',
  'credential_source',
  'external_id',
  'login_session',
  'mfa_serial',
  'role_arn',
  'web_identity_token_file',
];

/** What an error can repeat. */
const QUOTED_VARIABLES = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];
const QUOTED_SETTINGS = ['aws_secret_access_key', 'credential_process', 'web_identity_token_file'];

function anyOf(names: readonly string[]) {
  return fc.dictionary(fc.constantFrom(...names), keyPart);
}

const surroundings = fc.record({
  environment: anyOf(SECRET_VARIABLES),
  open: fc.record(
    {
      AWS_PROFILE: fc.constantFrom('default', 'other', 'gone'),
      AWS_DEFAULT_PROFILE: fc.constant('other'),
      AWS_DEFAULT_REGION: fc.constant('eu-west-1'),
      AWS_LAMBDA_FUNCTION_NAME: fc.constant('resize'),
    },
    { requiredKeys: [] },
  ),
  profiles: fc.tuple(anyOf(SECRET_SETTINGS), anyOf(SECRET_SETTINGS)),
  linked: fc.boolean(),
  instanceMetadata: fc.constantFrom('role' as const, 'silent' as const, 'not-asked' as const),
  taken: fc.constantFrom(undefined, 'none' as const, 'container' as const),
});

function section(name: string, settings: Readonly<Record<string, string>>): string {
  return [`[${name}]`, ...Object.entries(settings).map(([key, value]) => `${key} = ${value}`), ''].join('\n');
}

describe('what is said of credentials', () => {
  it('never holds a secret, wherever it was put, nor a whole access key id', () => {
    fc.assert(
      fc.property(surroundings, ({ environment, open, profiles, linked, instanceMetadata, taken }) => {
        const [first, other] = profiles;
        const report = describeChain(
          chainFacts({
            environment: { ...environment, ...open },
            credentials:
              section('default', { ...first, ...(linked && { source_profile: 'other' }) }) +
              section('other', other),
            instanceMetadata,
            ...(taken !== undefined && { taken }),
          }),
        );
        const said = JSON.stringify(report) + whoamiText({ ...report, caller: null });
        for (const value of [environment, first, other].flatMap((values) => Object.values(values)))
          expect(said).not.toContain(value);
      }),
      { numRuns: 1_000 },
    );
  });

  it('ends where a message of the SDK or of a server begins with a secret, even one that is cut off', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom(...QUOTED_VARIABLES, ...QUOTED_SETTINGS), (value, name) => {
        const { files } = chainFacts({ credentials: section('default', { [name]: value }) });
        const removeFrom = (text: string) => withoutSecrets(text, { [name]: value }, files);
        expect(removeFrom(`name too long, open '${value.slice(0, 12)}`)).toBe("name too long, open '…");
        expect(removeFrom('The token is expired.')).toBe('The token is expired.');
      }),
    );
  });

  it('ends where Node quotes from JSON that it cannot read', () => {
    let message = '';
    try {
      JSON.parse('{ "SecretAccessKey": wJalrXUtnFEMI }');
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    expect(message).toContain('wJal');
    const { files } = chainFacts({});
    expect(withoutSecrets(`The chain failed: ${message}`, {}, files)).toBe('The chain failed: …');
  });
});
