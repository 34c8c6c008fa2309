import { administratorAccess } from './administrator-access.js';
import { amazonEC2FullAccess } from './amazon-ec2-full-access.js';
import { amazonRDSFullAccess } from './amazon-rds-full-access.js';
import { amazonS3FullAccess } from './amazon-s3-full-access.js';
import { amazonSSMManagedInstanceCore } from './amazon-ssm-managed-instance-core.js';
import { amazonVPCFullAccess } from './amazon-vpc-full-access.js';
import { awsLambdaBasicExecutionRole } from './aws-lambda-basic-execution-role.js';
import { awsOrganizationsServiceTrustPolicy } from './aws-organizations-service-trust-policy.js';
import { awsSupportAccess } from './aws-support-access.js';
import { iamFullAccess } from './iam-full-access.js';
import { powerUserAccess } from './power-user-access.js';
import { readOnlyAccess } from './read-only-access.js';

/** Every AWS managed policy that some entity of the example organization has, in AWS's own words. */
export const awsManagedPolicies = [
  administratorAccess,
  amazonEC2FullAccess,
  amazonRDSFullAccess,
  amazonS3FullAccess,
  amazonSSMManagedInstanceCore,
  amazonVPCFullAccess,
  awsLambdaBasicExecutionRole,
  awsOrganizationsServiceTrustPolicy,
  awsSupportAccess,
  iamFullAccess,
  powerUserAccess,
  readOnlyAccess,
];
