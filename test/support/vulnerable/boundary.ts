import type { AccountExample } from '../account-example.js';
import { allow, arn, boundedBy, embedded, managed, type StatementExample } from '../identities.js';

const role = (name: string, statements: readonly StatementExample[], boundary?: string) => ({
  Arn: arn(`role/${name}`),
  RolePolicyList: statements.length === 0 ? [] : [embedded('own', ...statements)],
  ...(boundary !== undefined && boundedBy(boundary)),
});

/** Permissions boundaries that hold nobody back, or everybody. */
export const account: AccountExample = {
  RoleDetailList: [
    role('bounded', [allow('s3:GetObject', 'arn:aws:s3:::builds/*')], 'limit'),
    role('without-policy', [], 'limit'),
    role('outside', [allow('dynamodb:GetItem', 'arn:aws:dynamodb:*:111122223333:table/orders')], 'limit'),
    role('unlimited', [allow('s3:GetObject', 'arn:aws:s3:::builds/*')], 'no-limit'),
    role('lifts', [allow('iam:DeleteRolePermissionsBoundary')]),
    role('edits', [allow('iam:CreatePolicyVersion', arn('policy/limit'))]),
    role('makes', [allow('iam:CreateRole', arn('role/new/*'))]),
  ],
  Policies: [managed('limit', allow('s3:*')), managed('no-limit', allow('*'))],
};
