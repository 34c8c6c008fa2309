import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { isAccountId, parseArn } from '../../model/index.js';
import { CredentialsError, hintOf } from '../credentials.js';
import { failureOf, printable } from '../failure.js';
import { text } from '../shape.js';

/** Whom AWS takes the credentials for. */
export interface CallerIdentity {
  readonly arn: string;
  readonly account: string;
  readonly kind: 'user' | 'role-session' | 'root' | 'federated-user' | 'other';
  /** What that kind of principal means for its permissions, in a sentence. */
  readonly explanation: string;
}

/**
 * Asks STS, which needs no permission and cannot be denied.
 *
 * @throws CredentialsError where STS refuses the credentials or does not answer.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function askCaller(sts: STSClient): Promise<CallerIdentity> {
  let identity;
  try {
    identity = await sts.send(new GetCallerIdentityCommand());
  } catch (error) {
    const failure = failureOf(error);
    throw new CredentialsError(
      failure.kind === 'unreachable'
        ? `STS could not be asked whose the credentials are: ${failure.message}`
        : `STS does not accept the credentials: ${failure.errorCode}: ${failure.message}`,
      hintOf(failure) ?? 'Check that they are complete, still active, and of the partition of the Region.',
    );
  }
  const arn = printable(text(identity.Arn) ?? '');
  const account = text(identity.Account) ?? '';
  if (!isAccountId(account) || parseArn(arn) === undefined) {
    throw new CredentialsError(
      'The answer to sts:GetCallerIdentity does not say whose the credentials are.',
      'If AWS_ENDPOINT_URL is set, check that it is the address of an AWS endpoint.',
    );
  }
  return describeCaller(arn, account);
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function describeCaller(arn: string, account: string): CallerIdentity {
  const { service = '', resource = '' } = parseArn(arn) ?? {};
  const [type, role = '', ...session] = resource.split('/');
  const identity = { arn, account };
  if (service === 'iam' && resource === 'root') {
    return {
      ...identity,
      kind: 'root',
      explanation:
        'This is the root user: no IAM policy limits it, only service and resource control policies of the organization do. Keep it for the few tasks that need it.',
    };
  }
  if (service === 'iam' && type === 'user') {
    return {
      ...identity,
      kind: 'user',
      explanation:
        "This is an IAM user: its own and its groups' policies count, within its permissions boundary.",
    };
  }
  if (service === 'sts' && type === 'assumed-role') {
    return { ...identity, kind: 'role-session', explanation: explainSession(role, session.join('/')) };
  }
  if (service === 'sts' && type === 'federated-user') {
    return {
      ...identity,
      kind: 'federated-user',
      explanation:
        'This is a federated user session: it has what the policies of the IAM user that made it and its session policy both allow.',
    };
  }
  return {
    ...identity,
    kind: 'other',
    explanation: 'This is a principal of a kind that iamlint does not know.',
  };
}

/** @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html */
function explainSession(role: string, session: string): string {
  const counts = "the role's policies count, not those of whoever assumed it";
  if (role.startsWith('AWSReservedSSO_')) {
    const permissionSet = role.split('_').slice(1, -1).join('_');
    return `This is a session of '${session}' with the permission set '${permissionSet}' of IAM Identity Center: ${counts}.`;
  }
  if (/^i-[0-9a-f]+$/.test(session)) {
    return `This is the session of the EC2 instance ${session} with the role '${role}': ${counts}.`;
  }
  return `This is the session '${session}' of the role '${role}': ${counts}.`;
}
