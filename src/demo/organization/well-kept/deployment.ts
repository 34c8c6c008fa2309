import type { Part } from '../account.js';
import { accountIds } from '../account-ids.js';
import { document, entitiesOf } from '../entities.js';
import { githubHost, trustOfGitHub } from '../github.js';

const { arnOf, openIDConnectProvider, policy, role } = entitiesOf(accountIds.wellKept);
const provider = openIDConnectProvider(githubHost, ['sts.amazonaws.com']);
const platformStacks = `arn:aws:cloudformation:us-east-1:${accountIds.wellKept}:stack/platform-*/*`;
const platformImages = `arn:aws:ecr:us-east-1:${accountIds.wellKept}:repository/platform`;

const deploymentBoundary = policy(
  'DeploymentBoundary',
  document(
    {
      Sid: 'Stacks',
      Effect: 'Allow',
      Action: [
        'cloudformation:CreateChangeSet',
        'cloudformation:DescribeStacks',
        'cloudformation:ExecuteChangeSet',
      ],
      Resource: platformStacks,
    },
    {
      Sid: 'PassExecutionRole',
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: arnOf('role/platform-execution'),
    },
  ),
);

const stackDeployment = policy(
  'StackDeployment',
  document(
    {
      Sid: 'Stacks',
      Effect: 'Allow',
      Action: [
        'cloudformation:CreateChangeSet',
        'cloudformation:DescribeStacks',
        'cloudformation:ExecuteChangeSet',
      ],
      Resource: platformStacks,
    },
    {
      Sid: 'PassExecutionRole',
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: arnOf('role/platform-execution'),
      Condition: { StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } },
    },
  ),
);

/** GitHub Actions deploys from one branch and one environment, both forms of GitHub's subject, within a permissions boundary. */
export const deployment: Part = {
  openIDConnectProviders: [provider],
  policies: [deploymentBoundary, stackDeployment],
  roles: [
    role(
      'github-deploy',
      trustOfGitHub(provider.Arn, {
        StringEquals: {
          [`${githubHost}:aud`]: 'sts.amazonaws.com',
          [`${githubHost}:sub`]: 'repo:exampleorg@1234567/platform@7654321:environment:production',
        },
      }),
      { attached: [stackDeployment], boundary: deploymentBoundary },
    ),
    role(
      'github-build',
      trustOfGitHub(provider.Arn, {
        StringEquals: {
          [`${githubHost}:aud`]: 'sts.amazonaws.com',
          [`${githubHost}:sub`]: 'repo:exampleorg/platform:ref:refs/heads/main',
        },
      }),
      {
        inline: {
          PushImages: document(
            { Sid: 'SignIn', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
            {
              Sid: 'Push',
              Effect: 'Allow',
              Action: [
                'ecr:BatchCheckLayerAvailability',
                'ecr:CompleteLayerUpload',
                'ecr:InitiateLayerUpload',
                'ecr:PutImage',
                'ecr:UploadLayerPart',
              ],
              Resource: platformImages,
            },
          ),
        },
      },
    ),
    role(
      'platform-execution',
      document({
        Effect: 'Allow',
        Principal: { Service: 'cloudformation.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': accountIds.wellKept },
          ArnLike: { 'aws:SourceArn': platformStacks },
        },
      }),
      {
        inline: {
          PlatformQueues: document({
            Sid: 'PlatformQueues',
            Effect: 'Allow',
            Action: [
              'sqs:CreateQueue',
              'sqs:DeleteQueue',
              'sqs:GetQueueAttributes',
              'sqs:SetQueueAttributes',
            ],
            Resource: `arn:aws:sqs:us-east-1:${accountIds.wellKept}:platform-*`,
          }),
        },
      },
    ),
  ],
};
