import { aclGrants, defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'bucket/no-external-acl',
    description: 'Disallow access control lists that grant a bucket to other accounts',
    severity: 'medium',
    confidence: 'medium',
    remediation: 'Grant what the other account needs in the bucket policy, and disable access control lists.',
    references: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html',
    ],
    messages: {
      stranger:
        'An account that was not audited has {permission} on this bucket by its access control list. Its canonical id is {id}, which does not tell whose it is.',
    },
  },
  *checkAccount({ buckets }, { graph, finding }) {
    for (const bucket of buckets) {
      for (const { at, permission, to, grantee } of aclGrants(graph, bucket)) {
        if (to !== 'stranger') continue;
        yield finding('stranger', { at, subject: bucket.arn, data: { permission, id: grantee } });
      }
    }
  },
});
