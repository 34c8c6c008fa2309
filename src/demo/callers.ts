import type { Caller } from './protocols/index.js';
import type { World } from './world.js';

/**
 * The environment variables that make the endpoint answer for `accountId`. Whatever the name says, nothing in them is
 * secret.
 */
export function demoCredentials(
  accountId: string,
): Readonly<Record<'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY' | 'AWS_SESSION_TOKEN', string>> {
  return {
    AWS_ACCESS_KEY_ID: accessKeyIdOf(accountId),
    AWS_SECRET_ACCESS_KEY: 'demo',
    AWS_SESSION_TOKEN: 'demo',
  };
}

/** Who is behind an access key id: a session of the audit role, or one that was signed in through STS. */
export function callersOf(world: World) {
  const sessions = new Map<string, Caller>();
  return {
    signIn: (caller: Caller): string => {
      const accessKeyId = `ASIASESSION${String(sessions.size).padStart(9, '0')}`;
      sessions.set(accessKeyId, caller);
      return accessKeyId;
    },
    callerOf: (accessKeyId: string): Caller | undefined => {
      const account = world.accounts.find((one) => accessKeyIdOf(one.account.AccountId) === accessKeyId);
      if (account === undefined) return sessions.get(accessKeyId);
      return { account, roleName: 'iamlint-audit', roleId: 'AROADEMO0000000000000', sessionName: 'demo' };
    },
  };
}

function accessKeyIdOf(accountId: string): string {
  return `ASIADEMO${accountId}`;
}
