import { managedPolicy } from '../entities.js';

export const awsOrganizationsServiceTrustPolicy = managedPolicy(
  'arn:aws:iam::aws:policy/aws-service-role/AWSOrganizationsServiceTrustPolicy',
  'v3',
  {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AllowDeletionOfServiceLinkedRoleForOrganizations',
        Effect: 'Allow',
        Action: ['iam:DeleteRole'],
        Resource: ['arn:aws:iam::*:role/aws-service-role/organizations.amazonaws.com/*'],
      },
      {
        Sid: 'AllowCreationOfServiceLinkedRoles',
        Effect: 'Allow',
        Action: ['iam:CreateServiceLinkedRole'],
        Resource: '*',
      },
      {
        Sid: 'ListRolesSLR',
        Effect: 'Allow',
        Action: 'iam:ListRoles',
        Resource: 'arn:aws:iam::*:role/aws-service-role/*',
      },
    ],
  },
);
