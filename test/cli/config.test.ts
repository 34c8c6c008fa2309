import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/cli/parse-config.js';
import { UserError } from '../../src/cli/errors.js';

const RULES = ['trust/no-account-root', 'grants/no-service-wildcard'];
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
  it('says which rules are off, which accounts are trusted and what fails', () => {
    const text = `failOn: critical
trustedAccounts: ['012345678901', 123456789012]
rules:
  trust/no-account-root: off
  grants/no-service-wildcard: on
`;
    expect(parse(text)).toEqual({
      failOn: 'critical',
      trustedAccounts: ['012345678901', '123456789012'],
      rulesOff: new Set(['trust/no-account-root']),
    });
  });

  it('may be empty', () => {
    expect(parse('# nothing yet\n')).toEqual({ trustedAccounts: [], rulesOff: new Set() });
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
    [
      'rules:\n  trust/no-account-root: low',
      "iamlint.config.yaml:2: 'trust/no-account-root' is 'low'. Write 'on' or 'off'.",
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
      'iamlint.config.yaml:1: the configuration is a map of keys. Known keys: failOn, trustedAccounts, rules.',
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
