import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSession } from '../../src/collectors/credentials.js';
import { probeInstanceMetadata } from '../../src/collectors/whoami/instance-metadata.js';
import { describeChain, type ChainFacts } from '../../src/collectors/whoami/index.js';
import { readSharedFiles } from '../../src/collectors/whoami/shared-files.js';
import { sourceTaken } from '../../src/collectors/whoami/taken.js';
import { stubEnvironment } from '../support/aws-mock.js';
import {
  CONTAINER,
  startMetadataService,
  WITH_ROLE,
  WITHOUT_ROLE,
  type MetadataService,
} from '../support/metadata-service.js';
import fc from '../support/properties.js';

let container: MetadataService;
let withRole: MetadataService;
let withoutRole: MetadataService;

beforeAll(async () => {
  container = await startMetadataService(CONTAINER);
  withRole = await startMetadataService(WITH_ROLE);
  withoutRole = await startMetadataService(WITHOUT_ROLE);
});

afterAll(async () => {
  await Promise.all([container, withRole, withoutRole].map((service) => service.close()));
});

afterEach(() => {
  vi.restoreAllMocks();
});

const STATIC = ['aws_access_key_id = AKIAI44QH8DHBEXAMPLE', 'aws_secret_access_key = not-a-secret'];
const PROCESS = `credential_process = echo '{ "Version": 1, "AccessKeyId": "AKIAI44QH8DHBEXAMPLE", "SecretAccessKey": "s" }'`;
const ROLE = 'role_arn = arn:aws:iam::111122223333:role/A';

/** Profiles for which the SDK asks nobody on the network, whatever it makes of them. */
const localProfile = fc.constantFrom<readonly string[]>(
  [],
  ['region = eu-west-1'],
  STATIC,
  [...STATIC, 'aws_session_token = not-a-secret'],
  STATIC.slice(0, 1),
  STATIC.slice(1),
  [PROCESS],
  [...STATIC, PROCESS],
  [ROLE],
  [ROLE, PROCESS],
  [ROLE, 'source_profile = other', 'credential_source = Environment'],
  [ROLE, 'source_profile = other', 'credential_source = Environment', ...STATIC],
  [ROLE, 'source_profile = nowhere'],
  [ROLE, 'source_profile = nowhere', PROCESS],
  [ROLE, 'source_profile = loop'],
  [ROLE, 'source_profile = empty'],
  [ROLE, 'source_profile = keys', 'mfa_serial = arn:aws:iam::111122223333:mfa/A-san'],
  [ROLE, 'credential_source = Magic'],
  [ROLE, 'credential_source = Magic', PROCESS],
  ['sso_account_id = 111122223333'],
  ['sso_session = nowhere', 'sso_account_id = 111122223333', 'sso_role_name = A'],
  ['sso_session = corp', 'sso_role_name = A'],
  ['sso_start_url = https://example.com', PROCESS],
);

const OTHERS = [
  '[profile keys]',
  ...STATIC,
  '[profile empty]',
  'region = eu-west-1',
  '[profile loop]',
  ROLE,
  'source_profile = back',
  '[profile back]',
  ROLE,
  'source_profile = loop',
  '[sso-session corp]',
  'sso_region = eu-west-1',
  'sso_start_url = https://example.com',
];

const situation = fc.record({
  key: fc.constantFrom('', 'AKIAIOSFODNN7EXAMPLE'),
  secret: fc.constantFrom('', 'not-a-secret'),
  profileVariable: fc.constantFrom(undefined, '', 'default', 'chosen', 'nowhere'),
  profile: fc.constantFrom(undefined, 'chosen'),
  chosen: localProfile,
  fallback: localProfile,
  endpoint: fc.constantFrom('none', 'container', 'instance with a role', 'instance without a role'),
  disabled: fc.constantFrom('', 'false', 'true'),
});

async function takenBySdk(facts: ChainFacts): Promise<ChainFacts['taken']> {
  let session;
  try {
    session = await openSession(facts.profile === undefined ? {} : { profile: facts.profile });
  } catch {
    return 'none';
  }
  const credentials = await session.sts.config.credentials();
  session.sts.destroy();
  return sourceTaken(credentials, facts.environment);
}

describe('the source that is said to be used', () => {
  it('is the one that the SDK takes', async () => {
    // The SDK says it, too, when a profile and a key are both there.
    vi.spyOn(console, 'warn').mockReturnValue();
    await fc.assert(
      fc.asyncProperty(situation, async (given) => {
        const folder = mkdtempSync(join(tmpdir(), 'iamlint-'));
        const config = ['[profile chosen]', ...given.chosen, '[default]', ...given.fallback, ...OTHERS];
        writeFileSync(join(folder, 'config'), config.join('\n'));
        const instance = given.endpoint === 'instance with a role' ? withRole : withoutRole;
        stubEnvironment({
          AWS_ACCESS_KEY_ID: given.key,
          AWS_SECRET_ACCESS_KEY: given.secret,
          AWS_PROFILE: given.profileVariable,
          AWS_CONFIG_FILE: join(folder, 'config'),
          AWS_CONTAINER_CREDENTIALS_FULL_URI:
            given.endpoint === 'container' ? `${container.address}/role` : undefined,
          AWS_EC2_METADATA_SERVICE_ENDPOINT: instance.address,
          AWS_EC2_METADATA_DISABLED: given.endpoint === 'none' ? 'true' : given.disabled,
        });
        const facts: ChainFacts = {
          environment: process.env,
          ...(given.profile !== undefined && { profile: given.profile }),
          files: await readSharedFiles(process.env),
          instanceMetadata: await probeInstanceMetadata(),
          now: Date.now(),
        };
        const { sources } = describeChain(facts);
        const used = sources.find(({ status }) => status === 'used')?.name ?? 'none';
        expect(used).toBe(await takenBySdk(facts));
      }),
      { numRuns: 150 },
    );
  });
});

describe('an instance metadata service', () => {
  const probe = (service: MetadataService | undefined) => {
    stubEnvironment({ AWS_EC2_METADATA_SERVICE_ENDPOINT: service?.address ?? 'http://127.0.0.1:1' });
    return probeInstanceMetadata();
  };

  it('that gives a role is told from one that gives none, and from none at all', async () => {
    expect(await probe(withRole)).toBe('role');
    expect(await probe(withoutRole)).toBe('no-role');
    expect(await probe(undefined)).toBe('silent');
  });
});
