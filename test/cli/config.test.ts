import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/cli/config/parse-config.js';
import { UserError } from '../../src/cli/errors.js';
import { defineRule, type RuleSetting } from '../../src/linter/index.js';

const meta = {
  description: 'Disallow it',
  severity: 'medium',
  confidence: 'high',
  remediation: 'Do not.',
  references: [],
  messages: {},
} as const;
const RULES = [
  defineRule({ meta: { ...meta, id: 'trust/no-account-root' } }),
  defineRule({ meta: { ...meta, id: 'grants/no-service-wildcard' } }),
  defineRule({
    meta: {
      ...meta,
      id: 'hygiene/no-old-key',
      options: {
        days: { description: 'The age in days.', default: 90 },
        vendors: { description: 'Account ids of vendors.', default: ['111122223333'] },
      },
    },
  }),
];
const parse = (text: string) => parseConfig(text, 'iamlint.config.yaml', RULES);
const failure = (text: string) => {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof UserError) return `${error.message} ${error.hint}`;
    throw error;
  }
  return undefined;
};

describe('the configuration', () => {
  it('says what fails, which accounts are trusted, and what becomes of each rule', () => {
    const text = `preset: strict
failOn: critical
trustedAccounts: ['012345678901', 123456789012, 000000000001]
rules:
  trust/no-account-root: off
  grants/no-service-wildcard: low
  hygiene/no-old-key: { severity: high, days: 30, vendors: [444455556666] }
`;
    expect(parse(text)).toEqual({
      preset: 'strict',
      failOn: 'critical',
      trustedAccounts: ['012345678901', '123456789012', '000000000001'],
      rules: new Map<string, RuleSetting>([
        ['trust/no-account-root', 'off'],
        ['grants/no-service-wildcard', { severity: 'low', options: {} }],
        ['hygiene/no-old-key', { severity: 'high', options: { days: 30, vendors: ['444455556666'] } }],
      ]),
      exceptions: [],
    });
  });

  it('says what is excepted, until when, and where that is written', () => {
    const text = `exceptions:
  - rule: trust/no-account-root
    subject: arn:aws:iam::111122223333:role/ci-*
    reason: Moves in autumn
    expires: 2026-12-31
    owner: platform
  - { fingerprint: ${'0'.repeat(32)}, reason: A test, expires: '2026-02-28', ticket: SEC-7 }
`;
    expect(parse(text).exceptions).toMatchObject([
      {
        rule: 'trust/no-account-root',
        subject: 'arn:aws:iam::111122223333:role/ci-*',
        reason: 'Moves in autumn',
        expires: '2026-12-31',
        owner: 'platform',
        declaration: { location: { source: 'iamlint.config.yaml', span: { start: { line: 2, column: 4 } } } },
      },
      {
        fingerprint: '0'.repeat(32),
        expires: '2026-02-28',
        ticket: 'SEC-7',
        declaration: { location: { span: { start: { line: 7 } } } },
      },
    ]);
  });

  it('may be empty', () => {
    expect(parse('# nothing yet\n')).toEqual({ trustedAccounts: [], rules: new Map(), exceptions: [] });
  });

  it.each([
    ['failon: high', "iamlint.config.yaml:1: there is no key 'failon'. Did you mean 'failOn'?"],
    [
      'failOn: urgent',
      "iamlint.config.yaml:1: failOn is 'urgent'. Known: critical, high, medium, low, never.",
    ],
    ['\nfailOn: hihg', "iamlint.config.yaml:2: failOn is 'hihg'. Did you mean 'high'?"],
    [
      'rules:\n  trust/no-acount-root: off',
      "iamlint.config.yaml:2: there is no rule 'trust/no-acount-root'. Did you mean 'trust/no-account-root'?",
    ],
    ['preset: strickt', "iamlint.config.yaml:1: preset is 'strickt'. Did you mean 'strict'?"],
    [
      'rules:\n  trust/no-account-root: lwo',
      "iamlint.config.yaml:2: 'trust/no-account-root' is 'lwo'. Did you mean 'low'?",
    ],
    [
      'rules:\n  trust/no-account-root: false',
      "iamlint.config.yaml:2: 'trust/no-account-root' is 'false'. Known: on, off, critical, high, medium, low.",
    ],
    [
      'rules:\n  trust/no-account-root:\n    severity: urgent',
      "iamlint.config.yaml:3: severity is 'urgent'. Known: critical, high, medium, low.",
    ],
    [
      'rules:\n  trust/no-account-root: { days: 3 }',
      "iamlint.config.yaml:2: there is no key 'days'. Known: severity.",
    ],
    [
      'rules:\n  hygiene/no-old-key:\n    dyas: 3',
      "iamlint.config.yaml:3: there is no key 'dyas'. Did you mean 'days'?",
    ],
    [
      'rules:\n  hygiene/no-old-key:\n    days: soon',
      'iamlint.config.yaml:3: days is a number. The age in days. The default is 90.',
    ],
    [
      'rules:\n  hygiene/no-old-key:\n    vendors: 111122223333',
      'iamlint.config.yaml:3: vendors is a list of texts. Account ids of vendors. The default is ["111122223333"].',
    ],
    [
      'rules:\n  hygiene/no-old-key:\n    vendors:\n      - [x]',
      'iamlint.config.yaml:4: vendors is a list of texts. Account ids of vendors. The default is ["111122223333"].',
    ],
    [
      'rules: off',
      "iamlint.config.yaml:1: rules is a map of rule ids. For example: rules: { 'trust/no-account-root': off }",
    ],
    [
      'rules: { __proto__: off }',
      "iamlint.config.yaml:1: there is no rule '__proto__'. `iamlint rules` lists them.",
    ],
    [
      'trustedAccounts: [12]',
      "iamlint.config.yaml:1: '12' is not an account id of twelve digits. Write ids in quotes.",
    ],
    [
      'trustedAccounts: 123456789012',
      'iamlint.config.yaml:1: trustedAccounts is a list of account ids. Write each in quotes on a line of its own.',
    ],
    [
      '- failOn',
      'iamlint.config.yaml:1: the configuration is a map of keys. Known keys: preset, failOn, trustedAccounts, rules, exceptions.',
    ],
  ])('%s is an error that names the line and the next step', (text, message) => {
    expect(failure(text)).toBe(message);
  });

  const whole = {
    rule: 'trust/no-account-root',
    subject: 'arn:aws:iam::111122223333:role/x',
    reason: 'Known',
    expires: '2026-12-31',
  };
  it.each<[Record<string, unknown>, string]>([
    [{ rule: undefined }, 'an exception has a rule and a subject, or a fingerprint.'],
    [{ subject: undefined }, 'an exception has a rule and a subject, or a fingerprint.'],
    [{ reason: undefined }, 'the exception has no reason. Say why the finding is accepted.'],
    [{ reason: '' }, 'reason is a text.'],
    [{ expires: undefined }, 'the exception has no expires. Write the last day on which it holds:'],
    [{ expires: 'never' }, "'never' is not a date."],
    [{ expires: '2026-02-30' }, "'2026-02-30' is not a date."],
    [{ rule: 'trust/no-acount-root' }, "there is no rule 'trust/no-acount-root'. Did you mean"],
    [{ fingerprint: 'abc' }, "'abc' is not a fingerprint of 32 hexadecimal digits."],
    [{ until: '2026-12-31' }, "there is no key 'until'. Known: rule, subject,"],
    [{ subject: ['a'] }, 'subject is a text.'],
  ])('an exception with %j is an error at its line', (parts, message) => {
    const text = `exceptions:\n  - ${JSON.stringify({ ...whole, ...parts })}`;
    expect(failure(text)).toContain(`iamlint.config.yaml:2: ${message}`);
  });

  it.each([
    ['exceptions: none', 'exceptions is a list.'],
    ['exceptions: [all]', 'an exception is a map of keys.'],
  ])('%s is an error', (text, message) => {
    expect(failure(text)).toContain(message);
  });

  it('names the line of a syntax error', () => {
    expect(failure('failOn: high\nrules: [')).toContain('iamlint.config.yaml:2: ');
  });

  it('does not take a key twice', () => {
    expect(failure('failOn: high\nfailOn: low')).toContain('iamlint.config.yaml:2: ');
  });
});
