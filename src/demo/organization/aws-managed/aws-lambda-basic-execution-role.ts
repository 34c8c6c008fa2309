import { managedPolicy } from '../entities.js';

export const awsLambdaBasicExecutionRole = managedPolicy(
  'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
  'v1',
  {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: '*',
      },
    ],
  },
);
