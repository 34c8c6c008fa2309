import { describe, expect, it } from 'vitest';
import { ACCESS_ANALYZER_CHECKS, NOT_COVERED } from '../../.github/scripts/access-analyzer.js';
import { COMPLIANCE_ITEMS } from '../../.github/scripts/compliance.js';
import { rules } from '../../lint-rules/index.js';
import { answersOf, CATALOGUES, type Catalogue } from '../../src/linter/index.js';

const checks = Object.values(ACCESS_ANALYZER_CHECKS).flat();
const answered = (key: Catalogue['key']) =>
  CATALOGUES.filter((catalogue) => catalogue.key === key).flatMap((catalogue) =>
    rules.flatMap(({ meta }) => answersOf(meta, catalogue).map((item) => ({ rule: meta.id, item }))),
  );
const unknown = (key: Catalogue['key'], known: readonly string[]) =>
  answered(key).filter(({ item }) => !known.includes(item));

describe('the checks of Access Analyzer', () => {
  it('are 153, each once', () => {
    expect(new Set(checks).size).toBe(153);
    expect(checks).toHaveLength(153);
  });

  it('are what rules say that they answer', () => {
    expect(unknown('accessAnalyzer', checks)).toEqual([]);
  });

  it('are each answered by a rule, or left out with a reason', () => {
    const covered = new Set(answered('accessAnalyzer').map(({ item }) => item));
    expect(checks.filter((code) => !covered.has(code) && !Object.hasOwn(NOT_COVERED, code))).toEqual([]);
  });

  it('are left out with a reason only where no rule answers them', () => {
    const covered = new Set(answered('accessAnalyzer').map(({ item }) => item));
    for (const [code, reason] of Object.entries(NOT_COVERED)) {
      expect(checks).toContain(code);
      expect(covered, code).not.toContain(code);
      expect(reason).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('the items that rules say they answer', () => {
  it.each(['cisV5', 'cisV6', 'securityHub'] as const)('are items of %s', (key) => {
    expect(
      unknown(
        key,
        COMPLIANCE_ITEMS[key].map(([id]) => id),
      ),
    ).toEqual([]);
  });

  it('of CWE are written as its list writes them', () => {
    for (const { item } of answered('cwe')) expect(item).toMatch(/^CWE-[1-9]\d*$/);
  });
});
