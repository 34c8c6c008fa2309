import { describe, expect, it } from 'vitest';
import { compileGlob, globMatches, globOf, type Steps } from '../../src/evaluator/glob.js';
import fc from '../support/properties.js';

/** Backtracking, from the definition. */
function matches(pattern: string, text: string): boolean {
  const [first, rest] = [pattern[0], pattern.slice(1)];
  if (first === undefined) return text === '';
  if (first === '*') return matches(rest, text) || (text !== '' && matches(pattern, text.slice(1)));
  return text !== '' && (first === '?' || first === text[0]) && matches(rest, text.slice(1));
}

function stepsOf(pattern: string, text: string): number {
  const steps: Steps = { count: 0 };
  globMatches(globOf(pattern), text, 0, text.length, steps);
  return steps.count;
}

describe('a pattern of * and ?', () => {
  it('matches what its definition says', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 });
    fc.assert(
      fc.property(pattern, text, (pattern, text) => {
        expect(globMatches(globOf(pattern), text)).toBe(matches(pattern, text));
      }),
      { numRuns: 2000 },
    );
  });

  it('finds long pieces as it finds short ones', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', '?'), minLength: 33, maxLength: 70 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });
    fc.assert(
      fc.property(piece, text, text, fc.boolean(), (piece, before, after, isThere) => {
        const filled = piece.replaceAll('?', 'b');
        const whole = before + (isThere ? filled : `${filled.slice(0, -1)}c`) + after;
        const isFound = Array.from(whole, (_, at) => whole.slice(at, at + piece.length)).some((part) =>
          matches(piece, part),
        );
        expect(globMatches(globOf(`*${piece}*`), whole)).toBe(isFound);
      }),
    );
  });

  it('looks at the part of the text that it is asked about', () => {
    expect(globMatches(globOf('b*d'), 'abcde', 1, 4)).toBe(true);
    expect(globMatches(globOf('b*d'), 'abcde', 1, 5)).toBe(false);
  });

  it('takes literal text as it is', () => {
    const glob = compileGlob([
      { text: 'a*', literal: true },
      { text: '?*', literal: false },
    ]);
    expect(globMatches(glob, 'a*b')).toBe(true);
    expect(globMatches(glob, 'axb')).toBe(false);
  });

  it('crosses line breaks and counts UTF-16 code units', () => {
    expect(globMatches(globOf('a*b'), 'a\nb')).toBe(true);
    expect(globMatches(globOf('a?b'), 'a\nb')).toBe(true);
    expect(globMatches(globOf('?'), '😀')).toBe(false);
    expect(globMatches(globOf('??'), '😀')).toBe(true);
  });
});

describe('a pattern that is made to be slow', () => {
  const length = 10_000;
  const text = 'a'.repeat(length);

  it.each([
    ['thousands of * and letters', '*a'.repeat(length / 2)],
    ['thousands of * and letters, of which the last is missing', `${'*a'.repeat(length / 2)}*b*`],
    ['nothing but *', '*'.repeat(length)],
    ['* and ? in turn', '?*'.repeat(length / 2)],
    ['short pieces that almost match everywhere', `*${`${'a'.repeat(31)}b*`.repeat(300)}`],
  ])('takes a few steps for each character: %s', (_, pattern) => {
    expect(stepsOf(pattern, text)).toBeLessThan(40 * length);
  });

  it.each([
    ['one piece of thousands of ?', `*${'?'.repeat(length / 2)}b*`],
    ['one piece of letters that almost matches everywhere', `*${'a'.repeat(length / 2)}b*`],
    ['letters and ? in turn', `*${'a?'.repeat(length / 4)}b*`],
  ])('compares long pieces 32 characters at a time: %s', (_, pattern) => {
    expect(stepsOf(pattern, text)).toBeLessThan((length * length) / 32);
  });
});
