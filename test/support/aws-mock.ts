import {
  GenerateCredentialReportCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  IAMClient,
  ListInstanceProfilesCommand,
  ListOpenIDConnectProvidersCommand,
  ListRolesCommand,
  ListSAMLProvidersCommand,
} from '@aws-sdk/client-iam';
import { DescribeOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  GetBucketAclCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  GetPublicAccessBlockCommand as GetAccountPublicAccessBlockCommand,
  S3ControlClient,
} from '@aws-sdk/client-s3-control';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { vi } from 'vitest';
import type { Clock } from '../../src/collectors/clock.js';
import { collect, type CollectOptions } from '../../src/collectors/collect.js';
import type { Snapshot } from '../../src/model/index.js';

export const ACCOUNT = '111122223333';

/** An error as the SDK throws it for an answer of AWS. */
export function awsError(name: string, message = 'AWS says no.', httpStatusCode = 400): Error {
  return Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode } });
}

/** A clock whose time passes only while somebody sleeps. */
export function fakeClock(): Clock & { readonly slept: number[] } {
  let now = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: (milliseconds) => {
      now += milliseconds;
      slept.push(milliseconds);
      return Promise.resolve();
    },
  };
}

/** Credentials from the environment, and nothing of the machine that runs the test. */
export function stubEnvironment(variables: Readonly<Record<string, string | undefined>> = {}): void {
  const clean = {
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not-a-secret',
    AWS_SESSION_TOKEN: undefined,
    AWS_PROFILE: undefined,
    AWS_REGION: 'eu-west-1',
    AWS_ENDPOINT_URL: undefined,
    AWS_CONFIG_FILE: '/nonexistent/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  vi.unstubAllEnvs();
  for (const [name, value] of Object.entries({ ...clean, ...variables })) vi.stubEnv(name, value);
}

/** Every client of the SDK, answering for an account that holds nothing and is in no organization. */
export function mockAws() {
  const aws = {
    sts: mockClient(STSClient),
    iam: mockClient(IAMClient),
    organizations: mockClient(OrganizationsClient),
    s3: mockClient(S3Client),
    s3Control: mockClient(S3ControlClient),
  };
  aws.sts
    .on(GetCallerIdentityCommand)
    .resolves({ Account: ACCOUNT, Arn: `arn:aws:iam::${ACCOUNT}:user/auditor` });

  aws.iam.on(GetAccountAuthorizationDetailsCommand).resolves({ IsTruncated: false });
  aws.iam.on(ListRolesCommand).resolves({ Roles: [] });
  aws.iam.on(ListInstanceProfilesCommand).resolves({ InstanceProfiles: [] });
  aws.iam.on(ListSAMLProvidersCommand).resolves({ SAMLProviderList: [] });
  aws.iam.on(ListOpenIDConnectProvidersCommand).resolves({ OpenIDConnectProviderList: [] });
  aws.iam.on(GetAccountSummaryCommand).resolves({ SummaryMap: { Users: 0 } });
  aws.iam.on(GetAccountPasswordPolicyCommand).rejects(awsError('NoSuchEntityException'));
  aws.iam.on(GenerateCredentialReportCommand).resolves({ State: 'COMPLETE' });
  aws.iam.on(GetCredentialReportCommand).resolves({ Content: new TextEncoder().encode('user,arn\n') });

  aws.organizations.on(DescribeOrganizationCommand).rejects(awsError('AWSOrganizationsNotInUseException'));

  aws.s3.on(ListBucketsCommand).resolves({ Buckets: [] });
  aws.s3.on(GetBucketPolicyCommand).rejects(awsError('NoSuchBucketPolicy'));
  aws.s3.on(GetBucketPolicyStatusCommand).rejects(awsError('NoSuchBucketPolicy'));
  aws.s3.on(GetPublicAccessBlockCommand).rejects(awsError('NoSuchPublicAccessBlockConfiguration'));
  aws.s3.on(GetBucketOwnershipControlsCommand).rejects(awsError('OwnershipControlsNotFoundError'));
  aws.s3.on(GetBucketAclCommand).resolves({ Owner: { ID: 'owner' }, Grants: [] });
  aws.s3Control
    .on(GetAccountPublicAccessBlockCommand)
    .rejects(awsError('NoSuchPublicAccessBlockConfiguration'));
  return aws;
}

/** Runs the collectors without taking time. */
export function collectNow(options: CollectOptions = {}, clock: Clock = fakeClock()): Promise<Snapshot> {
  return collect(options, clock);
}
