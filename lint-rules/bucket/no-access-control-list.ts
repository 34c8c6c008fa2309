import { aclGrants, defineRule, settingAt } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'bucket/no-access-control-list',
    description: 'Disallow buckets on which access control lists have a say',
    severity: 'low',
    confidence: 'high',
    remediation:
      'Move what the lists grant to the bucket policy, and set the object ownership BucketOwnerEnforced.',
    references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html'],
    compliance: { securityHub: ['S3.12'] },
    messages: {
      writer:
        'Whoever uploads an object to this bucket owns it. The bucket policy does not reach objects of other accounts, and each object can have an access control list of its own.',
      preferred:
        'Each object of this bucket can have an access control list of its own, and belongs to the account that uploads it, unless it says bucket-owner-full-control.',
    },
  },
  *checkAccount({ buckets }, { graph, finding }) {
    for (const bucket of buckets) {
      const { ObjectOwnership } = bucket.detail;
      if (ObjectOwnership === undefined || ObjectOwnership === 'BucketOwnerEnforced') continue;
      // What the list of the bucket itself grants is told by rules of its own.
      if (aclGrants(graph, bucket).length > 0) continue;
      const draft = { at: settingAt(bucket, ['ObjectOwnership']), subject: bucket.arn };
      if (ObjectOwnership === 'BucketOwnerPreferred') yield finding('preferred', draft);
      else yield finding('writer', draft);
    }
  },
});
