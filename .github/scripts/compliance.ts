import type { Compliance } from '../../src/linter/index.js';

/** An item of a public catalogue: its id, and what it asks for in a few words of our own. */
type Item = readonly [id: string, subject: string];

/** Recommendations about identities; version 6.0.0 has them under 2, version 5.0.0 under 1. */
const CIS_IDENTITY: readonly string[] = [
  'Contact details of the account',
  'Security contact of the account',
  'Access keys of the root user',
  'MFA of the root user',
  'Hardware MFA of the root user',
  'Daily use of the root user',
  'Minimum length of passwords',
  'Reuse of passwords',
  'MFA of users with a password',
  'Access keys made together with a user that has a password',
  'Credentials unused for 45 days',
  'More than one active access key of a user',
  'Access keys older than 90 days',
  'Permissions of users outside groups',
  'Policies that allow every action on every resource',
  'A role for AWS Support',
  'Instance roles',
  'Expired server certificates',
  'External access analyzer in every Region',
  'Users managed centrally',
  'AWSCloudShellFullAccess',
];

/** Recommendations about S3; version 6.0.0 has them under 3.1, version 5.0.0 under 2.1. */
const CIS_STORAGE: readonly string[] = [
  'Bucket policies that let in plain HTTP',
  'MFA Delete',
  'Discovery and classification of data',
  'Block Public Access',
];

function numbered(section: string, subjects: readonly string[]): readonly Item[] {
  return subjects.map((subject, index) => [`${section}.${index + 1}`, subject]);
}

/**
 * What the compliance page lists of each catalogue: what is about principals, policies and buckets.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/cis-aws-foundations-benchmark.html
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/sns-controls.html
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html
 */
export const COMPLIANCE_ITEMS = {
  cisV5: [...numbered('1', CIS_IDENTITY), ...numbered('2.1', CIS_STORAGE)],
  cisV6: [...numbered('2', CIS_IDENTITY), ...numbered('3.1', CIS_STORAGE)],
  securityHub: [
    ['IAM.1', 'Policies that allow every action on every resource'],
    ['IAM.2', 'Policies of users outside groups'],
    ['IAM.3', 'Access keys older than 90 days'],
    ['IAM.4', 'Access keys of the root user'],
    ['IAM.5', 'MFA of users with a password'],
    ['IAM.6', 'Hardware MFA of the root user'],
    ['IAM.7', 'Password policy'],
    ['IAM.8', 'Unused credentials of users'],
    ['IAM.9', 'MFA of the root user'],
    ['IAM.10', 'Password policy'],
    ['IAM.11', 'Uppercase letters in passwords'],
    ['IAM.12', 'Lowercase letters in passwords'],
    ['IAM.13', 'Symbols in passwords'],
    ['IAM.14', 'Numbers in passwords'],
    ['IAM.15', 'Minimum length of passwords'],
    ['IAM.16', 'Reuse of passwords'],
    ['IAM.17', 'Expiry of passwords'],
    ['IAM.18', 'A role for AWS Support'],
    ['IAM.19', 'MFA of users'],
    ['IAM.21', 'Customer managed policies that allow every action of a service'],
    ['IAM.22', 'Credentials unused for 45 days'],
    ['IAM.23', 'Tags of analyzers'],
    ['IAM.24', 'Tags of roles'],
    ['IAM.25', 'Tags of users'],
    ['IAM.26', 'Expired server certificates'],
    ['IAM.27', 'AWSCloudShellFullAccess'],
    ['IAM.28', 'External access analyzer'],
    ['KMS.1', 'Customer managed policies that allow decryption with every key'],
    ['KMS.2', 'Embedded policies that allow decryption with every key'],
    ['KMS.5', 'Keys that the public can use'],
    ['Lambda.1', 'Functions that the public can call'],
    ['S3.1', 'Block Public Access of the account'],
    ['S3.2', 'Buckets that the public can read'],
    ['S3.3', 'Buckets that the public can write'],
    ['S3.5', 'Bucket policies that let in plain HTTP'],
    ['S3.6', 'Bucket policies that let other accounts change the bucket'],
    ['S3.8', 'Block Public Access of buckets'],
    ['S3.12', 'Access control lists'],
    ['S3.19', 'Block Public Access of access points'],
    ['S3.20', 'MFA Delete'],
    ['S3.24', 'Block Public Access of Multi-Region Access Points'],
    ['SNS.4', 'Topics that the public can use'],
    ['SQS.3', 'Queues that the public can use'],
  ],
} as const satisfies Readonly<Record<Exclude<keyof Compliance, 'cwe'>, readonly Item[]>>;
