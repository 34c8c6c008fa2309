import type { Part } from '../account.js';
import { accountIds } from '../account-ids.js';
import { bucket, document, entitiesOf } from '../entities.js';

const { arnOf, role, user } = entitiesOf(accountIds.vault);

const clerks = document({
  Sid: 'ClerksOnly',
  Effect: 'Allow',
  Principal: { AWS: arnOf('user/payroll-clerk') },
  Action: 'sts:AssumeRole',
  Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
});

const readPayroll = document(
  {
    Sid: 'ReadPayroll',
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::exampleorg-payroll/*',
  },
  {
    Sid: 'ListPayroll',
    Effect: 'Allow',
    Action: 's3:ListBucket',
    Resource: 'arn:aws:s3:::exampleorg-payroll',
  },
);

const payrollAdmin = role('payroll-admin', clerks, { inline: { ReadPayroll: readPayroll } });
const payrollReader = role('payroll-reader', clerks, { inline: { ReadPayroll: readPayroll } });

/** "The role has s3:GetObject, why Access Denied?" The bucket denies every session whose aws:userId it does not list. */
export const payroll: Part = {
  users: [
    user('payroll-clerk', {
      inline: {
        AssumePayrollRoles: document({
          Sid: 'AssumePayrollRoles',
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Resource: [payrollAdmin.Arn, payrollReader.Arn],
        }),
      },
    }),
  ],
  roles: [payrollAdmin, payrollReader],
  buckets: [
    bucket('exampleorg-payroll', {
      Policy: document({
        Sid: 'OnlyTheseUserIds',
        Effect: 'Deny',
        Principal: '*',
        Action: ['s3:*Object', 's3:ListBucket'],
        Resource: ['arn:aws:s3:::exampleorg-payroll', 'arn:aws:s3:::exampleorg-payroll/*'],
        Condition: { StringNotLike: { 'aws:userId': [`${payrollAdmin.RoleId}:*`, accountIds.vault] } },
      }),
    }),
  ],
};
