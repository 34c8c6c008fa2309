import { describe, expect, it } from 'vitest';
import requireCharacterTypes from '../../../lint-rules/hygiene/require-password-character-types.js';
import requireLength from '../../../lint-rules/hygiene/require-password-length.js';
import requirePolicy from '../../../lint-rules/hygiene/require-password-policy.js';
import requireReusePrevention from '../../../lint-rules/hygiene/require-password-reuse-prevention.js';
import type { Rule } from '../../../src/linter/index.js';
import type { AccountDetail } from '../../../src/model/index.js';
import { arn } from '../../support/identities.js';
import { lintAccount } from '../../support/rules.js';

const RULES = [requirePolicy, requireLength, requireReusePrevention, requireCharacterTypes];

const findings = (rule: Rule, PasswordPolicy: AccountDetail['PasswordPolicy'], users = ['ann']) =>
  lintAccount(
    {
      Accounts: [{ AccountId: '111122223333', ...(PasswordPolicy !== undefined && { PasswordPolicy }) }],
      UserDetailList: users.map((name) => ({ Arn: arn(`user/${name}`) })),
    },
    rule,
  );
const strong = {
  MinimumPasswordLength: 14,
  PasswordReusePrevention: 24,
  RequireUppercaseCharacters: true,
  RequireLowercaseCharacters: true,
  RequireNumbers: true,
  RequireSymbols: true,
};

describe('a password policy', () => {
  it('that is strong is reported by no rule', () => {
    for (const rule of RULES) expect(findings(rule, strong)).toEqual([]);
  });

  it('that was not read is reported by no rule', () => {
    for (const rule of RULES) expect(findings(rule, undefined)).toEqual([]);
  });

  it('that is not there is reported once', () => {
    expect(RULES.flatMap((rule) => findings(rule, null).map(({ ruleId }) => ruleId))).toEqual([
      'hygiene/require-password-policy',
    ]);
  });

  it.each<[Rule, AccountDetail['PasswordPolicy'], string]>([
    [requireLength, { ...strong, MinimumPasswordLength: 13 }, 'MinimumPasswordLength'],
    [requireReusePrevention, { ...strong, PasswordReusePrevention: 23 }, 'PasswordReusePrevention'],
    [requireReusePrevention, { MinimumPasswordLength: 14 }, 'PasswordPolicy'],
    [requireCharacterTypes, { ...strong, RequireNumbers: false }, 'RequireNumbers'],
  ])('that is weak is reported at the setting', (rule, policy, setting) => {
    const [finding, ...more] = findings(rule, policy);
    expect(more).toEqual([]);
    expect(finding?.subject).toBe(arn('root'));
    expect(finding?.locations[0].location.path.at(-1)).toBe(setting);
  });

  it('that a server leaves out in part is not guessed at', () => {
    expect(findings(requireLength, { RequireSymbols: true })).toEqual([]);
    expect(findings(requireReusePrevention, { PasswordReusePrevention: true })).toEqual([]);
    expect(findings(requireCharacterTypes, { MinimumPasswordLength: 6 })).toEqual([]);
  });

  it('matters less while nobody can have a password', () => {
    const rules = [requirePolicy, requireLength, requireReusePrevention];
    const policies = [null, { ...strong, MinimumPasswordLength: 6 }, { MinimumPasswordLength: 14 }];
    for (const [index, rule] of rules.entries()) {
      expect(findings(rule, policies[index], [])[0]?.confidence).toBe('medium');
      expect(findings(rule, policies[index])[0]?.confidence).toBe('high');
    }
  });
});
