import { defineRule, isBlocked, listing, PUBLIC_ACCESS_SETTINGS, settingAt } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'bucket/require-public-access-block',
    description: 'Require Block Public Access for every bucket',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Turn on all four settings of Block Public Access, best for the account.',
    references: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
    ],
    compliance: { cisV5: ['2.1.4'], cisV6: ['3.1.4'], securityHub: ['S3.8'] },
    messages: {
      off: 'Neither this bucket nor its account has {settings} on: one policy or access control list opens it to everybody.',
    },
  },
  *checkAccount({ buckets }, { graph, finding }) {
    for (const bucket of buckets) {
      const off = PUBLIC_ACCESS_SETTINGS.filter((setting) => isBlocked(graph, bucket, setting) === false);
      if (off.length === 0) continue;
      yield finding('off', {
        at: settingAt(bucket, ['PublicAccessBlock']),
        subject: bucket.arn,
        data: { settings: listing(off, off.length) },
      });
    }
  },
});
