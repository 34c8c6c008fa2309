import { queryService, ServiceError } from '../protocols/index.js';
import type { Caller, QueryOperation } from '../protocols/index.js';

const GetCallerIdentity: QueryOperation = (_parameters, { caller }) => ({
  UserId: `${caller.roleId}:${caller.sessionName}`,
  Account: caller.account.account.AccountId,
  Arn: sessionArn(caller),
});

/** Whoever asks may assume any role that exists: trust is what the example is audited for, not what it enforces. */
const AssumeRole: QueryOperation = (parameters, { caller, world, signIn }) => {
  const roleArn = parameters.get('RoleArn');
  const sessionName = parameters.get('RoleSessionName') ?? '';
  for (const account of world.accounts) {
    const role = account.roles.find(({ Arn }) => Arn === roleArn);
    if (role === undefined) continue;
    const session = { account, roleName: role.RoleName, roleId: role.RoleId, sessionName };
    return {
      Credentials: {
        AccessKeyId: signIn(session),
        SecretAccessKey: 'demo',
        SessionToken: 'demo',
        Expiration: new Date(Date.now() + 3_600_000).toISOString(),
      },
      AssumedRoleUser: { AssumedRoleId: `${role.RoleId}:${sessionName}`, Arn: sessionArn(session) },
    };
  }
  throw new ServiceError(
    'accessDenied',
    `User: ${sessionArn(caller)} is not authorized to perform: sts:AssumeRole on resource: ${roleArn ?? ''}`,
  );
};

export const sts = queryService('https://sts.amazonaws.com/doc/2011-06-15/', {
  AssumeRole,
  GetCallerIdentity,
});

function sessionArn({ account, roleName, sessionName }: Caller): string {
  const { AccountId, Partition } = account.account;
  return `arn:${Partition}:sts::${AccountId}:assumed-role/${roleName}/${sessionName}`;
}
