import { callerLimit, defineRule, deniesOn, keepsStrangersOut, namesEverybody } from '../../src/linter/index.js';
import type { PublicAccessBlock } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'bucket/no-public-policy',
    description: 'Disallow bucket policies that S3 calls public',
    severity: 'critical',
    confidence: 'high',
    policyTypes: ['resource-based'],
    remediation:
      'Name the principals, or limit the statement to fixed values of aws:PrincipalOrgID, aws:SourceVpce or the like, and turn on Block Public Access.',
    references: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status',
    ],
    messages: {
      open: 'Everybody, AWS customer or not, can use this bucket: {actions}.',
      condition: '',
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
  },
});
