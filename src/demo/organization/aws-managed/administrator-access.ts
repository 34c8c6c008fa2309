import { managedPolicy } from '../entities.js';

export const administratorAccess = managedPolicy('arn:aws:iam::aws:policy/AdministratorAccess', 'v1', {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});
