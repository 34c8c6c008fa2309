import { managedPolicy } from '../entities.js';

export const amazonEC2FullAccess = managedPolicy('arn:aws:iam::aws:policy/AmazonEC2FullAccess', 'v5', {
  Version: '2012-10-17',
  Statement: [
    { Action: 'ec2:*', Effect: 'Allow', Resource: '*' },
    { Effect: 'Allow', Action: 'elasticloadbalancing:*', Resource: '*' },
    { Effect: 'Allow', Action: 'cloudwatch:*', Resource: '*' },
    { Effect: 'Allow', Action: 'autoscaling:*', Resource: '*' },
    {
      Effect: 'Allow',
      Action: 'iam:CreateServiceLinkedRole',
      Resource: '*',
      Condition: {
        StringEquals: {
          'iam:AWSServiceName': [
            'autoscaling.amazonaws.com',
            'ec2scheduled.amazonaws.com',
            'elasticloadbalancing.amazonaws.com',
            'spot.amazonaws.com',
            'spotfleet.amazonaws.com',
            'transitgateway.amazonaws.com',
          ],
        },
      },
    },
  ],
});
