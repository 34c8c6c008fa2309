import { administersWithoutMfa, credentialsOf, defineRule, isOff } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/require-mfa',
    description: 'Require an MFA device for users with a console password',
    severity: 'high',
    confidence: 'high',
    remediation: 'Let the user assign an MFA device, or delete the password.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#enable-mfa-for-privileged-users',
    ],
    messages: {
      missing:
        "'{user}' can sign in to the console with a password alone. Whoever learns the password is that user.",
    },
    compliance: { cisV5: ['1.9'], cisV6: ['2.9'], securityHub: ['IAM.5'], cwe: ['CWE-308'] },
  },
  *checkAccount(account, { graph, finding }) {
    for (const user of account.users) {
      const { password, mfa } = credentialsOf(account, user.arn) ?? {};
      if (!password || !mfa || !isOff(mfa) || administersWithoutMfa(graph, user)) continue;
      yield finding('missing', { at: mfa, subject: user.arn, data: { user: user.name } });
    }
  },
});
