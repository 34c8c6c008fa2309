import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { CredentialsError } from '../../src/collectors/index.js';
import type { CollectOptions } from '../../src/collectors/index.js';
import { ACCOUNT, awsError, collectNow, mockAws, stubEnvironment } from '../support/aws-mock.js';

let aws: ReturnType<typeof mockAws>;

beforeEach(() => {
  stubEnvironment();
  aws = mockAws();
});

async function refusal(options: CollectOptions = {}): Promise<CredentialsError> {
  const error: unknown = await collectNow(options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CredentialsError);
  return error as CredentialsError;
}

const withoutKeys = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

describe('credentials that are missing', () => {
  it('are reported with every place that was looked in and what to do', async () => {
    stubEnvironment(withoutKeys);
    const { message, hint } = await refusal();
    for (const place of [
      'environment',
      'SSO',
      'shared',
      'process',
      'web identity',
      'container',
      'instance metadata',
    ]) {
      expect(message).toContain(place);
    }
    expect(hint).toContain('--profile');
    expect(aws.sts.calls()).toEqual([]);
  });

  it('are reported with the profile that was to give them', async () => {
    stubEnvironment(withoutKeys);
    const { message, hint } = await refusal({ profile: 'no-such\u202eprofile' });
    expect(message).toContain("The profile 'no-suchprofile' gave no AWS credentials");
    expect(hint).toContain('aws sso login --profile no-suchprofile');
  });

  it('are reported without the command line of a credential process, which can hold a secret', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'iamlint-'));
    const config = join(folder, 'config');
    writeFileSync(config, '[profile vault]\ncredential_process = false --token s3cr3t\n');
    stubEnvironment({ ...withoutKeys, AWS_CONFIG_FILE: config });
    const { message } = await refusal({ profile: 'vault' });
    expect(message).toContain("The profile 'vault'");
    expect(message).not.toContain('s3cr3t');
  });
});

describe('credentials that STS refuses', () => {
  it('because they have expired are reported as that, with their source', async () => {
    aws.sts
      .on(GetCallerIdentityCommand)
      .rejects(awsError('ExpiredToken', 'The security token has expired', 403));
    const { message, hint } = await refusal();
    expect(message).toContain('The default provider chain (environment variables,');
    expect(message).toContain('ExpiredToken');
    expect(hint).toContain('Get new credentials');
  });

  it('because they are wrong are reported with the code of AWS', async () => {
    aws.sts
      .on(GetCallerIdentityCommand)
      .rejects(awsError('InvalidClientTokenId', 'The token is invalid.', 403));
    expect((await refusal()).message).toContain('InvalidClientTokenId: The token is invalid.');
  });
});

describe('an STS that', () => {
  it('cannot be reached is told apart from bad credentials', async () => {
    aws.sts
      .on(GetCallerIdentityCommand)
      .rejects(Object.assign(new Error('getaddrinfo ENOTFOUND sts'), { code: 'ENOTFOUND' }));
    const { message, hint } = await refusal();
    expect(message).toContain('could not be reached (ENOTFOUND)');
    expect(hint).toContain('AWS_ENDPOINT_URL');
  });

  it.each([
    {},
    { Account: ACCOUNT },
    { Account: 'me', Arn: 'arn:aws:iam::me:root' },
    { Account: ACCOUNT, Arn: 'not an ARN' },
  ])('answers %j does not say whose account it is', async (answer) => {
    aws.sts.on(GetCallerIdentityCommand).resolves(answer);
    expect((await refusal()).message).toContain('does not say whose');
  });
});

describe('a snapshot and its gaps', () => {
  it('hold no secret of the credentials', async () => {
    aws.iam.onAnyCommand().rejects(awsError('ServiceFailure'));
    const text = JSON.stringify(await collectNow());
    expect(text).not.toContain('AKIAIOSFODNN7EXAMPLE');
    expect(text).not.toContain('not-a-secret');
  });
});
