import { parseArn } from '../../model/index.js';
import type { Caller } from '../sts.js';

/** Whom AWS takes the credentials for. */
export interface CallerIdentity {
  readonly arn: string;
  readonly account: string;
  readonly kind: 'user' | 'role-session' | 'root' | 'federated-user' | 'other';
  /** What that kind of principal means for its permissions, in a sentence. */
  readonly explanation: string;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function describeCaller({ arn, account }: Pick<Caller, 'arn' | 'account'>): CallerIdentity {
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
