import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { STSClient } from '@aws-sdk/client-sts';
import type { ClientSettings } from './context.js';
import { failureOf, printable, type Failure } from './failure.js';

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
  'The default provider chain (environment variables, SSO, shared configuration files, credential process, ' +
  'web identity, container, instance metadata)';

const nothing = () => undefined;
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };

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
  const forSts = {
    ...common,
    requestHandler: { ...common.requestHandler, requestTimeout: 10_000, throwOnRequestTimeout: true },
  };

  const own = new STSClient({
    ...forSts,
    // What the SDK has to say about the chain, iamlint says itself.
    credentials: fromNodeProviderChain({ ...profileSetting, clientConfig: forSts, logger: SILENT }),
  });
  await resolve(own, (error) => chainError(profile, error));
  if (roleArn === undefined) {
    return { sts: own, clientSettings: { ...common, credentials: own.config.credentials } };
  }

  const assumed = new STSClient({
    ...forSts,
    credentials: fromTemporaryCredentials({
      masterCredentials: own.config.credentials,
      clientConfig: forSts,
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

function chainError(profile: string | undefined, error: unknown): CredentialsError {
  const found = `${sourceOf(profile)} gave no AWS credentials`;
  const reason = reasonOf(error);
  return new CredentialsError(
    reason === '' ? `${found}.` : `${found}: ${reason}`,
    profile === undefined
      ? "Set AWS_PROFILE or the AWS_ACCESS_KEY_ID variables, pass --profile, or run 'aws sso login'."
      : `Check it in ~/.aws/config; if it signs in through SSO, run 'aws sso login --profile ${printable(profile)}'.`,
  );
}

/** Where the credentials were looked for, to begin a sentence with. */
export function sourceOf(profile: string | undefined): string {
  return profile === undefined ? DEFAULT_CHAIN : `The profile '${printable(profile)}'`;
}

/**
 * When a credential process fails, the SDK repeats its command line, and when JSON or a file name is of no use, Node
 * quotes it: all of these can hold a secret.
 */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? printable(error.message) : '';
  if (message.startsWith('Command failed')) return 'its credential process failed.';
  return /Unexpected token|ENAMETOOLONG|is not valid JSON/.test(message)
    ? 'one of its files is of no use.'
    : message;
}

function roleError(roleArn: string, error: unknown): CredentialsError {
  const failure = failureOf(error);
  return new CredentialsError(
    `The role ${printable(roleArn)} could not be assumed: ${failure.errorCode}: ${failure.message}`,
    hintOf(failure) ??
      'The caller needs sts:AssumeRole on the role, and the role trust policy has to name the caller and the external id.',
  );
}

const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired']);

/** What to do about a call to STS that failed for a reason that has nothing to do with the call. */
export function hintOf({ errorCode, kind }: Failure): string | undefined {
  if (kind === 'unreachable') return 'Check the network and the Region, and AWS_ENDPOINT_URL if it is set.';
  if (EXPIRED.has(errorCode))
    return "Get new credentials ('aws sso login', or assume the role again) and start once more.";
  return undefined;
}
