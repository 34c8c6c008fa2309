import { managedPolicy } from '../entities.js';

export const amazonS3FullAccess = managedPolicy('arn:aws:iam::aws:policy/AmazonS3FullAccess', 'v2', {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['s3:*', 's3-object-lambda:*'], Resource: '*' }],
});
