import type { Part } from '../account.js';
import { accountIds } from '../account-ids.js';
import { amazonSSMManagedInstanceCore } from '../aws-managed/amazon-ssm-managed-instance-core.js';
import { awsLambdaBasicExecutionRole } from '../aws-managed/aws-lambda-basic-execution-role.js';
import { document, entitiesOf, trustOf } from '../entities.js';

const { instanceProfile, role } = entitiesOf(accountIds.workbench);

const batchWorker = role('batch-worker', trustOf('ec2.amazonaws.com'), {
  attached: [amazonSSMManagedInstanceCore],
  inline: {
    ReadInput: document({ Sid: 'ReadInput', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }),
  },
});

/** Roles of services: their rights are those of whoever can put code into the function or onto the instance. */
export const serviceRoles: Part = {
  roles: [
    batchWorker,
    role('order-processor', trustOf('lambda.amazonaws.com'), {
      attached: [awsLambdaBasicExecutionRole],
      inline: {
        Orders: document({
          Sid: 'Orders',
          Effect: 'Allow',
          Action: 'dynamodb:*',
          Resource: `arn:aws:dynamodb:us-east-1:${accountIds.workbench}:table/orders`,
        }),
      },
    }),
    role('nightly-export', trustOf('scheduler.amazonaws.com'), {
      inline: {
        StartExport: document({
          Sid: 'StartExport',
          Effect: 'Allow',
          Action: 'states:StartExecution',
          Resource: `arn:aws:states:us-east-1:${accountIds.workbench}:stateMachine:nightly-export`,
        }),
      },
    }),
  ],
  instanceProfiles: [instanceProfile(batchWorker)],
};
