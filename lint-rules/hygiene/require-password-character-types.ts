import { defineRule, listing, passwordPolicyPlace, rootUserOf } from '../../src/linter/index.js';

const CHARACTER_TYPES = [
  ['RequireUppercaseCharacters', 'an uppercase letter'],
  ['RequireLowercaseCharacters', 'a lowercase letter'],
  ['RequireNumbers', 'a number'],
  ['RequireSymbols', 'a symbol'],
] as const;

export default defineRule({
  meta: {
    id: 'hygiene/require-password-character-types',
    description: 'Require passwords of several types of characters',
    severity: 'low',
    confidence: 'medium',
    remediation: 'Let the password policy ask for uppercase and lowercase letters, numbers and symbols.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
    ],
    messages: {
      missing:
        'The password policy of {account} does not ask for {missing}. Such passwords are guessed sooner.',
    },
    compliance: { securityHub: ['IAM.11', 'IAM.12', 'IAM.13', 'IAM.14'], cwe: ['CWE-521'] },
  },
  *checkAccount(account, { finding }) {
    const policy = account.detail.PasswordPolicy;
    if (!policy) return;
    const missing = CHARACTER_TYPES.filter(([setting]) => policy[setting] === false);
    const [first] = missing;
    if (first === undefined) return;
    yield finding('missing', {
      at: passwordPolicyPlace(account, first[0]),
      subject: rootUserOf(account).arn,
      data: {
        account: account.id,
        missing: listing(
          missing.map(([, text]) => text),
          CHARACTER_TYPES.length,
        ),
      },
    });
  },
});
