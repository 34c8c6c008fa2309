import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whoamiText } from '../../src/cli/commands/whoami.js';
import { whoami, type CallerIdentity, type WhoamiOptions } from '../../src/collectors/whoami/index.js';
import { ACCOUNT, awsError, mockAws, stubEnvironment } from '../support/aws-mock.js';
import {
  startMetadataService,
  WITH_ROLE,
  WITHOUT_ROLE,
  type MetadataService,
} from '../support/metadata-service.js';

let aws: ReturnType<typeof mockAws>;
let services: MetadataService[] = [];

beforeEach(() => {
  stubEnvironment();
  aws = mockAws();
});

afterEach(async () => {
  await Promise.all(services.map((service) => service.close()));
  services = [];
});

/** Whose the credentials of the environment are, after `variables` were set in it. */
function ask(
  variables: Readonly<Record<string, string | undefined>> = {},
  options: Partial<WhoamiOptions> = {},
) {
  stubEnvironment(variables);
  return whoami({ environment: process.env, ...options });
}

async function instance(answers: Readonly<Record<string, string>>) {
  const service = await startMetadataService(answers);
  services.push(service);
  return { AWS_EC2_METADATA_DISABLED: undefined, AWS_EC2_METADATA_SERVICE_ENDPOINT: service.address };
}

function configFile(...lines: readonly string[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'iamlint-')), 'config');
  writeFileSync(path, lines.join('\n'));
  return path;
}

const withoutKey = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

describe('the caller', () => {
  it.each<[string, CallerIdentity['kind'], string]>([
    [`arn:aws:iam::${ACCOUNT}:user/people/A-san`, 'user', 'an IAM user'],
    [`arn:aws:iam::${ACCOUNT}:root`, 'root', 'the root user'],
    [`arn:aws:sts::${ACCOUNT}:federated-user/bob`, 'federated-user', 'a federated user session'],
    [
      `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/alice`,
      'role-session',
      "the session 'alice' of the role 'Admin'",
    ],
    [
      `arn:aws:sts::${ACCOUNT}:assumed-role/web-server/i-0abc1234def567890`,
      'role-session',
      "the EC2 instance i-0abc1234def567890 with the role 'web-server'",
    ],
    [
      `arn:aws:sts::${ACCOUNT}:assumed-role/AWSReservedSSO_Read_Only_0123456789abcdef/alice@example.com`,
      'role-session',
      "'alice@example.com' with the permission set 'Read_Only'",
    ],
    [`arn:aws-cn:iam::${ACCOUNT}:user/A-san`, 'user', 'an IAM user'],
    [`arn:aws:iam::${ACCOUNT}:something/else`, 'other', 'a kind that iamlint does not know'],
  ])('%s is explained as %s', async (arn, kind, explanation) => {
    aws.sts.on(GetCallerIdentityCommand).resolves({ Account: ACCOUNT, Arn: arn });
    const { caller } = await ask();
    expect(caller).toMatchObject({ arn, account: ACCOUNT, kind });
    expect(caller?.explanation).toContain(explanation);
  });

  it('in another account than the expected one is the first warning', async () => {
    const expectedAccount = '444455556666';
    const { warnings } = await ask({ AWS_DEFAULT_REGION: 'us-east-1' }, { expectedAccount });
    expect(warnings.map(({ code }) => code)).toEqual(['unexpected-account', 'default-region-not-read']);
    expect(warnings[0]?.message).toContain(`the account ${ACCOUNT}, and ${expectedAccount} is expected`);
    expect((await ask({}, { expectedAccount: ACCOUNT })).warnings).toEqual([]);
  });
});

describe('the answer', () => {
  it('begins with the credentials and whose they are', async () => {
    aws.sts
      .on(GetCallerIdentityCommand)
      .resolves({ Account: ACCOUNT, Arn: `arn:aws:iam::${ACCOUNT}:user/A-san` });
    const [headline] = whoamiText(await ask()).split('\n');
    expect(headline).toBe(
      'The SDK uses the access key AKIA…MPLE from the environment; it belongs to user/A-san in 111122223333.',
    );
  });

  it('says that a key hides the role of the instance', async () => {
    const { outcome, warnings } = await ask(await instance(WITH_ROLE));
    expect(outcome).toBe('found');
    expect(warnings.map(({ code }) => code)).toEqual(['key-shadows-role']);
    expect((await ask(await instance(WITHOUT_ROLE))).warnings).toEqual([]);
  });

  it('names the source that the SDK fell back to in silence', async () => {
    const answer = await ask({
      ...withoutKey,
      ...(await instance(WITH_ROLE)),
      AWS_CONFIG_FILE: configFile('[default]', 'credential_process = false --token s3cr3ts3cr3t'),
    });
    expect(answer.sources.find(({ status }) => status === 'used')?.name).toBe('instance-metadata');
    expect(answer.warnings.map(({ code }) => code)).toEqual(['source-failed']);
    expect(JSON.stringify(answer)).not.toContain('s3cr3t');
  });
});

describe('credentials that are of no use', () => {
  it('are named even though STS refuses them', async () => {
    aws.sts.on(GetCallerIdentityCommand).rejects(awsError('ExpiredToken', 'The token has expired', 403));
    const answer = await ask();
    expect(answer.outcome).toBe('found');
    expect(answer.caller).toBeNull();
    expect(answer.problem?.message).toContain(
      'gave AWS credentials that STS does not accept: ExpiredToken: The token has expired',
    );
    expect(answer.problem?.hint).toContain('Get new credentials');
    expect(whoamiText(answer)).toMatch(
      /^The SDK uses the access key AKIA…MPLE from the environment; STS did not say whose it is\.\n/,
    );
  });

  it('are told from an STS that cannot be reached', async () => {
    aws.sts.on(GetCallerIdentityCommand).rejects(Object.assign(new Error('down'), { code: 'ECONNREFUSED' }));
    expect((await ask()).problem?.message).toContain('could not be reached (ECONNREFUSED)');
  });

  it.each([
    {},
    { Account: ACCOUNT },
    { Account: 'me', Arn: 'arn:aws:iam::me:root' },
    { Account: ACCOUNT, Arn: 'x' },
  ])('are told from an answer of STS that says nothing: %j', async (answer) => {
    aws.sts.on(GetCallerIdentityCommand).resolves(answer);
    expect((await ask()).problem?.message).toContain('does not say whose');
  });

  it('are told from none at all', async () => {
    const answer = await ask(withoutKey);
    expect(answer.outcome).toBe('none');
    expect(answer.problem?.message).toContain('gave no AWS credentials');
    expect(whoamiText(answer)).toMatch(/^The SDK has no usable credentials here\.\n/);
    expect(aws.sts.calls()).toEqual([]);
  });

  it('are explained without the token that somebody wrote where its file belongs', async () => {
    const token = `eyJ${'hbGciOiJSUzI1NiJ9'.repeat(40)}`;
    const answer = await ask({
      ...withoutKey,
      AWS_ROLE_ARN: `arn:aws:iam::${ACCOUNT}:role/pod`,
      AWS_WEB_IDENTITY_TOKEN_FILE: token,
    });
    expect(answer.problem?.message).toContain('gave no AWS credentials: one of its files is of no use.');
    expect(JSON.stringify(answer)).not.toContain('hbGciO');
  });

  it('are explained without what a broken container endpoint says', async () => {
    const service = await startMetadataService({ '/role': '{ "SecretAccessKey": wJalrXUtnFEMI }' });
    services.push(service);
    const answer = await ask({
      ...withoutKey,
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${service.address}/role`,
    });
    expect(answer.problem).toBeDefined();
    expect(JSON.stringify(answer)).not.toContain('wJal');
  });
});

describe('offline', () => {
  it('asks nobody and still says what the SDK would use', async () => {
    const metadata = await startMetadataService(WITH_ROLE);
    services.push(metadata);
    const answer = await ask(
      { AWS_EC2_METADATA_DISABLED: undefined, AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.address },
      { offline: true },
    );
    expect(answer).toMatchObject({ outcome: 'found', caller: null });
    expect(metadata.requests).toEqual([]);
    expect(aws.sts.calls()).toEqual([]);
    expect(whoamiText(answer)).toMatch(/^The SDK would use the access key AKIA…MPLE from the environment;/);
  });

  it('runs no credential process', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'iamlint-'));
    const file = configFile('[default]', `credential_process = touch ${join(folder, 'ran')}`);
    await ask({ ...withoutKey, AWS_CONFIG_FILE: file }, { offline: true });
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  it('says why there are no credentials', async () => {
    const file = configFile('[profile dev]', 'sso_start_url = https://corp.awsapps.com/start');
    const { problem } = await ask({ AWS_CONFIG_FILE: file }, { offline: true, profile: 'dev' });
    expect(problem?.message).toContain("the profile 'dev' signs in through SSO without sso_account_id");
  });

  it('does not take what it did not ask for what is not there', async () => {
    const answer = await ask({ ...withoutKey, AWS_EC2_METADATA_DISABLED: undefined }, { offline: true });
    expect(answer.outcome).toBe('undecided');
    expect(answer.problem).toBeUndefined();
    expect(whoamiText(answer)).toContain('unless instance metadata gives a role');
  });
});
