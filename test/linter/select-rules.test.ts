import { describe, expect, it } from 'vitest';
import { defineRule, lint, selectRules } from '../../src/linter/index.js';
import { PolicyGraph } from '../../src/graph/index.js';
import type { Confidence } from '../../src/model/index.js';
import { parsePolicy } from '../../src/normalizers/index.js';

const rule = (id: string, confidence: Confidence) =>
  defineRule({
    meta: {
      id,
      description: 'Disallow policies',
      severity: 'medium',
      confidence,
      remediation: 'None.',
      references: [],
      messages: { found: 'It is allowed to be {size} long.' },
      options: { size: { description: 'A length.', default: 10 } },
    },
    *checkDocument(document, { finding, options }) {
      yield finding('found', { at: document.token, document, data: { size: options.size } });
    },
  });

const RULES = [rule('a/no-sure', 'high'), rule('b/no-likely', 'medium'), rule('c/no-guess', 'low')];
const ids = (...args: Parameters<typeof selectRules>) => selectRules(...args).map(({ meta }) => meta.id);

describe('the rules that run', () => {
  it('are those of high confidence in the preset recommended, and all in strict', () => {
    expect(ids(RULES, 'recommended')).toEqual(['a/no-sure']);
    expect(ids(RULES, 'strict')).toEqual(['a/no-sure', 'b/no-likely', 'c/no-guess']);
  });

  it('are also those that the configuration names, and never those that it turns off', () => {
    expect(ids(RULES, 'recommended', new Map([['c/no-guess', { options: {} }]]))).toEqual([
      'a/no-sure',
      'c/no-guess',
    ]);
    expect(ids(RULES, 'strict', new Map([['a/no-sure', 'off']]))).toEqual(['b/no-likely', 'c/no-guess']);
  });

  it('report with the severity and the options of the configuration', () => {
    const active = selectRules(
      RULES,
      'recommended',
      new Map([['a/no-sure', { severity: 'low', options: {} }]]),
    );
    const document = parsePolicy('{"Statement":[]}', 'p.json', {
      type: 'identity-based',
      owner: 'p.json',
      name: 'p',
    });
    const graph = new PolicyGraph({ accounts: [], organization: undefined, coverageGaps: [] });
    const findings = lint(graph, active, {
      documents: [document],
      ruleOptions: { 'a/no-sure': { size: 99 } },
    });
    expect(findings).toMatchObject([{ severity: 'low', message: 'It is allowed to be 99 long.' }]);
    expect(RULES[0]?.meta.severity).toBe('medium');
  });
});
