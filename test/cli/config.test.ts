import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/cli/parse-config.js';
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
    });
  });

  it('may be empty', () => {
    expect(parse('# nothing yet\n')).toEqual({ trustedAccounts: [], rules: new Map() });
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
      'iamlint.config.yaml:1: the configuration is a map of keys. Known keys: preset, failOn, trustedAccounts, rules.',
    ],
  ])('%s is an error that names the line and the next step', (text, message) => {
    expect(failure(text)).toBe(message);
  });

  it('names the line of a syntax error', () => {
    expect(failure('failOn: high\nrules: [')).toContain('iamlint.config.yaml:2: ');
  });

  it('does not take a key twice', () => {
    expect(failure('failOn: high\nfailOn: low')).toContain('iamlint.config.yaml:2: ');
  });
});
