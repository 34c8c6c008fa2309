import { administersWithoutMfa, credentialsOf, defineRule, isOff } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-administrator-without-mfa',
    description: 'Disallow users who administer the account without an MFA device',
    severity: 'critical',
    confidence: 'high',
    remediation: 'Assign an MFA device and deny requests without MFA; better, administer by a role.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#enable-mfa-for-privileged-users',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html',
    ],
    messages: {
      password:
        "'{user}' administers the account and can sign in with a password alone. Whoever learns the password has the whole account.",
      accessKey:
        "'{user}' administers the account by access key and has no MFA device. Whoever finds the key has the whole account.",
    },
    compliance: { cisV5: ['1.9'], cisV6: ['2.9'], securityHub: ['IAM.5'], cwe: ['CWE-308'] },
  },
  *checkAccount(account, { graph, finding }) {
    for (const user of account.users) {
      const credentials = credentialsOf(account, user.arn);
      if (!credentials?.mfa || !isOff(credentials.mfa) || !administersWithoutMfa(graph, user)) continue;
      const draft = { at: credentials.mfa, subject: user.arn, data: { user: user.name } };
      if (credentials.password) yield finding('password', draft);
      else if (credentials.accessKeys.length > 0) yield finding('accessKey', draft);
    }
  },
});
