import { aclGrants, defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'bucket/no-public-acl',
    description: 'Disallow access control lists that open a bucket to everybody',
    severity: 'critical',
    confidence: 'high',
    remediation:
      'Remove the grant, or disable access control lists by the object ownership BucketOwnerEnforced.',
    references: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html',
    ],
    compliance: { securityHub: ['S3.2', 'S3.3'], cwe: ['CWE-732'] },
    messages: {
      everybody: 'Everybody has {permission} on this bucket by its access control list.',
      anyAccount:
        "Everybody who has some AWS account has {permission} on this bucket by its access control list. 'Authenticated users' are those of all of AWS.",
    },
  },
  *checkAccount({ buckets }, { graph, finding }) {
    for (const bucket of buckets) {
      for (const { at, permission, to } of aclGrants(graph, bucket)) {
        if (to !== 'stranger') yield finding(to, { at, subject: bucket.arn, data: { permission } });
      }
    }
  },
});
