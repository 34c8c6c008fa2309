import {
  defineRule,
  isBlockedForAccount,
  listing,
  PUBLIC_ACCESS_SETTINGS,
  rootUserOf,
  settingAt,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'bucket/require-account-public-access-block',
    description: 'Require Block Public Access for the whole account',
    severity: 'medium',
    confidence: 'high',
    remediation:
      'Turn on all four settings for the account, or for the organization by its S3 policy. Buckets that are to be public belong in an account of their own.',
    references: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/configuring-block-public-access-account.html',
    ],
    compliance: { cisV5: ['2.1.4'], cisV6: ['3.1.4'], securityHub: ['S3.1'] },
    messages: {
      off: 'Off for this account: {settings}. Each bucket is as safe as its own settings.',
    },
  },
  *checkAccount(account, { finding }) {
    const off = PUBLIC_ACCESS_SETTINGS.filter((setting) => isBlockedForAccount(account, setting) === false);
    if (off.length === 0 || account.buckets.length === 0) return;
    yield finding('off', {
      at: settingAt(account, ['PublicAccessBlock']),
      subject: rootUserOf(account).arn,
      data: { settings: listing(off, off.length) },
    });
  },
});
