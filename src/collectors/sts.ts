import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { isAccountId, parseArn } from '../model/index.js';
import { CredentialsError, hintOf } from './credentials.js';
import { failureOf, printable, type Failure } from './failure.js';
import { text } from './shape.js';

/**
 * None: GetCallerIdentity works without any permission, and even where a policy denies it.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export const stsActions: readonly string[] = [];

export interface Caller {
  readonly arn: string;
  readonly account: string;
  readonly partition: string;
}

/**
 * Whose account the credentials belong to. `source` says where they come from.
 *
 * @throws CredentialsError where STS refuses them or does not answer.
 */
export async function identify(sts: STSClient, source: string, signal?: AbortSignal): Promise<Caller> {
  let identity;
  try {
    identity = await sts.send(new GetCallerIdentityCommand(), signal ? { abortSignal: signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    throw callerError(source, failureOf(error));
  }
  const account = text(identity.Account);
  const arn = printable(text(identity.Arn) ?? '');
  const partition = parseArn(arn)?.partition;
  if (account === undefined || !isAccountId(account) || partition === undefined) {
    throw new CredentialsError(
      'The answer to sts:GetCallerIdentity does not say whose the credentials are.',
      'If AWS_ENDPOINT_URL is set, check that it is the address of an AWS endpoint.',
    );
  }
  return { arn, account, partition };
}

function callerError(source: string, failure: Failure): CredentialsError {
  const { errorCode, message, kind } = failure;
  return new CredentialsError(
    kind === 'unreachable'
      ? `STS could not be asked whose the AWS credentials are: ${message}`
      : `${source} gave AWS credentials that STS does not accept: ${errorCode}: ${message}`,
    hintOf(failure) ??
      'Check that they belong to the partition of the Region, and that no old AWS_ variables are set.',
  );
}
