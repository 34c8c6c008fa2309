import type { Part } from '../account.js';
import { accountIds } from '../account-ids.js';
import { document, entitiesOf } from '../entities.js';

const { group, user } = entitiesOf(accountIds.workbench);

const developers = group('Developers', {
  inline: {
    RequireMFA: document({
      Sid: 'DenyAllExceptListedIfNoMFA',
      Effect: 'Deny',
      NotAction: [
        'iam:CreateVirtualMFADevice',
        'iam:EnableMFADevice',
        'iam:GetUser',
        'iam:ListMFADevices',
        'iam:ListVirtualMFADevices',
        'iam:ResyncMFADevice',
        'sts:GetSessionToken',
      ],
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    }),
  },
});

/** "The console works, the access key does not." A group denies everything without MFA, and a key never has it. */
export const deniedWithoutMFA: Part = {
  groups: [developers],
  users: [
    user('C-san', {
      groups: [developers],
      inline: {
        UploadBuilds: document({
          Sid: 'UploadBuilds',
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:PutObject'],
          Resource: 'arn:aws:s3:::exampleorg-workbench/builds/*',
        }),
      },
    }),
  ],
};
