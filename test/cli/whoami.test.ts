import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCredentials, exampleOrganization, startEndpoint, type Endpoint } from '../../src/demo/index.js';
import { iamlint } from '../support/cli.js';

const world = exampleOrganization();
const account = world.accounts[0]?.account.AccountId ?? '';
let endpoint: Endpoint;

beforeAll(async () => {
  endpoint = await startEndpoint(world);
});

afterAll(() => endpoint.close());

function online(): Readonly<Record<string, string>> {
  return { AWS_ENDPOINT_URL: endpoint.url, AWS_REGION: 'eu-west-1', ...demoCredentials(account) };
}

describe('iamlint whoami', () => {
  it('says in one sentence what the SDK uses and whose it is, and then why', async () => {
    const { status, stdout, stderr } = await iamlint(['whoami'], { env: online() });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const maskedId = `ASIA…${account.slice(-4)}`;
    expect(stdout).toBe(`\
The SDK uses the temporary access key ${maskedId} from the environment; it belongs to assumed-role/iamlint-audit/demo in ${account}.
This is the session 'demo' of the role 'iamlint-audit': the role's policies count, not those of whoever assumed it.
arn:aws:sts::${account}:assumed-role/iamlint-audit/demo

Where the SDK looks, in its order:
  used         environment        the temporary access key ${maskedId} from the environment
  absent       SSO                asked only with settings from code; those of a profile count under the shared files
  absent       shared files       the profile 'default' is in neither file
  absent       web identity       AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN are not set
  absent       container          AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set
  not asked    instance metadata  switched off by AWS_EC2_METADATA_DISABLED

Shared files: /dev/null (read) and /dev/null (read). The Region is eu-west-1, from AWS_REGION.
`);
  });

  it('gives the same as JSON', async () => {
    const { status, stdout } = await iamlint(['whoami', '--format', 'json'], { env: online() });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      profile: { name: 'default', selectedBy: 'default' },
      region: { name: 'eu-west-1', from: 'AWS_REGION' },
      outcome: 'found',
      caller: { account, kind: 'role-session' },
      warnings: [],
    });
  });

  it('asks AWS nothing with --offline', async () => {
    const before = endpoint.requests.length;
    const { status, stdout } = await iamlint(['whoami', '--offline'], { env: online() });
    expect(status).toBe(0);
    expect(stdout).toContain('whose it is was not asked, because of --offline.');
    expect(endpoint.requests.length).toBe(before);
  });

  it('ends with status 1 in another account than the expected one', async () => {
    const expected = await iamlint(['whoami', '--expect-account', account], { env: online() });
    expect(expected.status).toBe(0);
    const other = await iamlint(['whoami', '--expect-account', '444455556666'], { env: online() });
    expect(other.status).toBe(1);
    expect(other.stdout).toContain(
      `warning: The credentials belong to the account ${account}, and 444455556666 is expected.\nhint: `,
    );
  });

  it('ends with status 2 without credentials, and shows where it looked', async () => {
    const { status, stdout, stderr } = await iamlint(['whoami', '--offline']);
    expect(status).toBe(2);
    expect(stdout).toMatch(/^The SDK has no usable credentials here\.\n/);
    expect(stderr).toContain('error: The default provider chain has no credentials here.\nhint: ');
  });

  it('ends with status 3 where it hangs on what --offline does not ask', async () => {
    const env = { AWS_EC2_METADATA_DISABLED: '' };
    expect((await iamlint(['whoami', '--offline'], { env })).status).toBe(3);
  });

  it('shows no secret of a profile, whether it works or not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'iamlint-'));
    const secrets = ['wJalrXUtnFEMIK7MDENG', 'IQoJb3JpZ2luX2VjEXAMPLE', 's3cr3ts3cr3t'];
    const [secretKey, token, password] = secrets;
    const config = `[default]
aws_access_key_id = ASIAIOSFODNN7EXAMPLE
aws_secret_access_key = ${secretKey ?? ''}
aws_session_token = ${token ?? ''}
[profile vault]
credential_process = false --password ${password ?? ''}
`;
    writeFileSync(join(folder, 'config'), config);
    const env = { AWS_ENDPOINT_URL: endpoint.url, AWS_CONFIG_FILE: join(folder, 'config') };
    for (const profile of ['default', 'vault']) {
      for (const format of ['text', 'json']) {
        const args = ['whoami', '--profile', profile, '--format', format];
        const { stdout, stderr } = await iamlint(args, { env });
        for (const secret of [...secrets, 'ASIAIOSFODNN7EXAMPLE'])
          expect(stdout + stderr).not.toContain(secret);
        expect(stdout).toContain(profile);
      }
    }
  });

  it.each([
    [['--expect-account', '1234'], 'It is not an account id of twelve digits.'],
    [['--offline', '--expect-account', '111122223333'], "'--offline' cannot be used with"],
    [['--format', 'xml'], 'Allowed choices are text, json.'],
  ])('refuses %j', async (args, message) => {
    const { status, stderr } = await iamlint(['whoami', ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
