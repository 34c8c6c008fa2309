import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { isAccountId, parseArn } from '../model/index.js';
import { CredentialsError } from './credentials.js';
import { failureOf } from './failure.js';
import { text } from './shape.js';

/**
 * None: GetCallerIdentity works without any permission, and even where a policy denies it.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export const stsActions: readonly string[] = [];

export interface Caller {
  readonly account: string;
  readonly partition: string;
}

const TIMEOUT = 15_000;

/**
 * Whose account the credentials belong to.
 *
 * @throws CredentialsError where STS refuses them or does not answer.
 */
export async function identify(sts: STSClient, signal?: AbortSignal): Promise<Caller> {
  const timeout = AbortSignal.timeout(TIMEOUT);
  const abortSignal = signal ? AbortSignal.any([signal, timeout]) : timeout;
  let identity;
  try {
    identity = await sts.send(new GetCallerIdentityCommand(), { abortSignal });
  } catch (error) {
    signal?.throwIfAborted();
    throw callerError(error, timeout.aborted);
  }
  const account = text(identity.Account);
  const arn = parseArn(text(identity.Arn) ?? '');
  if (account === undefined || !isAccountId(account) || !arn) {
    throw new CredentialsError(
      "The answer to sts:GetCallerIdentity does not say whose the credentials are.",
      'If AWS_ENDPOINT_URL is set, check that it is the address of an AWS endpoint.',
    );
  }
  return { account, partition: arn.partition };
}

const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired']);

function callerError(error: unknown, timedOut: boolean): CredentialsError {
  const { errorCode, message, kind } = failureOf(error, timedOut);
  if (kind === 'unreachable' || kind === 'silent') {
    return new CredentialsError(
      `STS could not be asked whose the credentials are: ${message}`,
      'Check the network and the Region, and AWS_ENDPOINT_URL if it is set.',
    );
  }
  if (EXPIRED.has(errorCode)) {
    return new CredentialsError(
      `The AWS credentials have expired: ${message}`,
      "Get new ones ('aws sso login', or assume the role again) and start once more.",
    );
  }
  return new CredentialsError(
    `STS does not accept the AWS credentials: ${errorCode}: ${message}`,
    'Check that they belong to the partition of the Region, and that no old AWS_ variables are set.',
  );
}
