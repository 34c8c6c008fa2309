import { accessDenied, queryService } from './query-protocol.js';
import type { QueryOperation } from './query-protocol.js';
import { ServiceError } from './service.js';
import type { Caller } from './service.js';

const getCallerIdentity: QueryOperation = (_parameters, { caller }) => ({
  UserId: `${caller.roleId}:${caller.sessionName}`,
  Account: caller.account.account.AccountId,
  Arn: sessionArn(caller),
});

/** Lets everybody assume every role: the example has no use for a caller who may not. */
const assumeRole: QueryOperation = (parameters, { caller, world, signIn }) => {
  const roleArn = parameters.get('RoleArn') ?? '';
  for (const account of world.accounts) {
    const role = account.roles.find(({ Arn }) => Arn === roleArn);
    if (role === undefined) continue;
    const sessionName = parameters.get('RoleSessionName') ?? '';
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
    accessDenied,
    `User: ${sessionArn(caller)} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
  );
};

export const sts = queryService(
  'https://sts.amazonaws.com/doc/2011-06-15/',
  new Map([
    ['GetCallerIdentity', getCallerIdentity],
    ['AssumeRole', assumeRole],
  ]),
);

function sessionArn({ account, roleName, sessionName }: Caller): string {
  const { AccountId, Partition } = account.account;
  return `arn:${Partition}:sts::${AccountId}:assumed-role/${roleName}/${sessionName}`;
}
