import { defineRule, isOn, rootUserOf } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'hygiene/no-root-signing-certificate',
    description: 'Disallow X.509 signing certificates of the root user',
    severity: 'high',
    confidence: 'high',
    remediation: 'Delete the signing certificates of the root user.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html',
    ],
    messages: {
      present:
        'The root user of {account} has an X.509 signing certificate. Whoever holds its private key can sign requests as the root user.',
    },
    compliance: { cwe: ['CWE-250'] },
  },
  *checkAccount(account, { finding }) {
    const { arn, certificate } = rootUserOf(account);
    if (!certificate || !isOn(certificate)) return;
    yield finding('present', { at: certificate, subject: arn, data: { account: account.id } });
  },
});
