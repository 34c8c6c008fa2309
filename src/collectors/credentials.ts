import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { STSClient } from '@aws-sdk/client-sts';
import type { ClientSettings } from './context.js';
import { failureOf, printable } from './failure.js';

export interface CredentialOptions {
  /** A profile of the shared configuration files. */
  readonly profile?: string;
  readonly region?: string;
  /** The ARN of a role to assume with the credentials that were found. */
  readonly roleArn?: string;
  readonly externalId?: string;
  /** The name of the role session; `iamlint` where it is absent. */
  readonly sessionName?: string;
}

/** There are no credentials, they are not good, or nobody can be asked whose they are. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';

  constructor(
    message: string,
    /** What to do about it. */
    readonly hint: string,
  ) {
    super(message);
  }
}

/** @see https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/setting-credentials-node.html */
const DEFAULT_CHAIN =
  'environment variables, SSO, shared configuration files, a credential process, web identity, the container, instance metadata';

/** Where the partition `aws` has its global services; every Region of a partition leads to the partition's own. */
const DEFAULT_REGION = 'us-east-1';

/**
 * An STS client with credentials that work, and the settings for every other client: the SDK keeps the credentials of
 * a client until they expire, so that all of them share one session.
 *
 * @throws CredentialsError
 */
export async function openSession(
  options: CredentialOptions,
): Promise<{ readonly sts: STSClient; readonly clientSettings: ClientSettings }> {
  const { profile, roleArn } = options;
  const profileSetting = profile === undefined ? {} : { profile };
  const region = options.region ?? (await configuredRegion(profileSetting)) ?? DEFAULT_REGION;
  const common = {
    region,
    // A number: as a function it would not reach the retry strategy, which each client has for itself.
    maxAttempts: 3,
    retryMode: 'standard',
    requestHandler: { connectionTimeout: 3_000 },
  } as const;

  const own = new STSClient({
    ...common,
    credentials: fromNodeProviderChain({ ...profileSetting, clientConfig: { region } }),
  });
  await resolve(own, () => chainError(profile));
  if (roleArn === undefined) {
    return { sts: own, clientSettings: { ...common, credentials: own.config.credentials } };
  }

  const assumed = new STSClient({
    ...common,
    credentials: fromTemporaryCredentials({
      masterCredentials: own.config.credentials,
      clientConfig: common,
      params: {
        RoleArn: roleArn,
        RoleSessionName: options.sessionName ?? 'iamlint',
        ...(options.externalId !== undefined && { ExternalId: options.externalId }),
      },
    }),
  });
  await resolve(assumed, (error) => roleError(roleArn, error));
  return { sts: assumed, clientSettings: { ...common, credentials: assumed.config.credentials } };
}

async function configuredRegion(profileSetting: { readonly profile?: string }): Promise<string | undefined> {
  try {
    return await new STSClient(profileSetting).config.region();
  } catch {
    return undefined;
  }
}

async function resolve(client: STSClient, problem: (error: unknown) => CredentialsError): Promise<void> {
  try {
    await client.config.credentials();
  } catch (error) {
    throw problem(error);
  }
}

/** The SDK's own message is left out: that of a credential process repeats its command line. */
function chainError(profile: string | undefined): CredentialsError {
  if (profile !== undefined) {
    return new CredentialsError(
      `The profile '${printable(profile)}' gives no AWS credentials.`,
      `Check it in ~/.aws/config; if it signs in through SSO, run 'aws sso login --profile ${printable(profile)}'.`,
    );
  }
  return new CredentialsError(
    `No AWS credentials were found. Looked in this order: ${DEFAULT_CHAIN}.`,
    "Set AWS_PROFILE or the AWS_ACCESS_KEY_ID variables, pass --profile, or run 'aws sso login'.",
  );
}

function roleError(roleArn: string, error: unknown): CredentialsError {
  const { errorCode, message } = failureOf(error);
  return new CredentialsError(
    `The role ${printable(roleArn)} could not be assumed: ${errorCode}: ${message}`,
    'The caller needs sts:AssumeRole on the role, and the trust policy of the role has to name the caller and the external id that is passed.',
  );
}
