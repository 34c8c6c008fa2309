import type { AccountExample } from '../account-example.js';

const trust = (...Statement: Readonly<Record<string, unknown>>[]) =>
  ({ Version: '2012-10-17', Statement: Statement as never }) as const;
const trustOf = (principal: Readonly<Record<string, string>>) =>
  trust({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' });

/** Roles that are not what they seem. */
export const account: AccountExample = {
  RoleDetailList: [
    {
      Arn: 'arn:aws:iam::111122223333:role/OrganizationAccountAccessRole',
      AssumeRolePolicyDocument: trustOf({ AWS: 'arn:aws:iam::444455556666:root' }),
    },
    {
      Arn: 'arn:aws:iam::111122223333:role/Administrator',
      AssumeRolePolicyDocument: trustOf({ AWS: 'arn:aws:iam::111122223333:role/Pipeline' }),
      AttachedManagedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
      MaxSessionDuration: 43200,
    },
    {
      Arn: 'arn:aws:iam::111122223333:role/Worker',
      AssumeRolePolicyDocument: trustOf({ Service: 'lambda.amazonaws.com' }),
      InstanceProfileList: [{ Arn: 'arn:aws:iam::111122223333:instance-profile/Worker' }],
    },
  ],
  Organization: { MasterAccountId: '999900001111', Accounts: ['111122223333'] },
};
