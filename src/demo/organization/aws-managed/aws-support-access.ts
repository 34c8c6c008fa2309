import { managedPolicy } from '../entities.js';

export const awsSupportAccess = managedPolicy('arn:aws:iam::aws:policy/AWSSupportAccess', 'v2', {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['support:*', 'support-console:*'], Resource: '*' }],
});
