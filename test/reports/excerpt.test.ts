import { describe, expect, it } from 'vitest';
import { excerptLines } from '../../reports/excerpt.js';
import { evidenceIn } from '../support/report.js';

/** The printed lines, numbers left out. */
function printed(lines: readonly string[], width = 80): string[] {
  return excerptLines(evidenceIn(lines), width).flatMap(({ source, marks }) => [source, marks]);
}

describe('an excerpt', () => {
  it('marks exactly the span', () => {
    expect(printed(['  "Action": «"iam:*"»,'])).toEqual([
      '  "Action": "iam:*",', //
      '            ^~~~~~~',
    ]);
  });

  it('marks an empty span with one caret', () => {
    expect(printed(['{ «»}'])).toEqual(['{ }', '  ^']);
  });

  it('expands tabs, before the span and in it', () => {
    expect(printed(['\t"A":\t«"b\tc"»'])).toEqual([
      '    "A":    "b  c"', //
      '            ^~~~~~',
    ]);
  });

  it('gives wide characters two cells and combining ones none', () => {
    expect(printed(['"役割": «"部"», "e\u0301"'])).toEqual([
      '"役割": "部", "e\u0301"', //
      '        ^~~~',
    ]);
    expect(printed(['"e\u0301": «"🔑"»'])).toEqual([
      '"e\u0301": "🔑"', //
      '     ^~~~',
    ]);
  });

  it('shows what cannot be seen, and marks it as long as it is shown', () => {
    expect(printed(['«"\u202e\u001b"»,'])).toEqual([
      '"\\u{202e}\\u{1b}",', //
      '^~~~~~~~~~~~~~~~',
    ]);
  });

  it('marks each line of a span from its first character to its last', () => {
    expect(printed(['"Action": «[', '  "iam:*"', ']», "Resource": "*"'])).toEqual([
      '"Action": [',
      '          ^',
      '  "iam:*"',
      '  ~~~~~~~',
      '], "Resource": "*"',
      '~',
    ]);
  });

  it('keeps the first lines and the last of a long span, with their numbers', () => {
    const lines = ['«[', ...Array.from({ length: 20 }, (_, index) => `  "a${index}",`), ']»'];
    const excerpt = excerptLines(evidenceIn(lines, 11), 80);
    expect(excerpt.map(({ number }) => number)).toEqual([11, 12, 13, 32]);
    expect(excerpt.at(-1)?.source).toBe(']');
  });

  it('shows what there is where the last lines of the span were not kept', () => {
    const evidence = evidenceIn(['«[', '"a",', '"b"', ']»']);
    const excerpt = excerptLines({ ...evidence, excerpt: evidence.excerpt.slice(0, 2) }, 80);
    expect(excerpt.map(({ source, marks }) => [source, marks])).toEqual([
      ['[', '^'],
      ['"a",', '~~~~'],
    ]);
  });

  it('cuts a long line around the span', () => {
    const [source = '', marks = ''] = printed([`${'a'.repeat(5_000)}«"here"»${'b'.repeat(5_000)}`], 40);
    expect(source).toMatch(/^…a+"here"b+…$/);
    expect(source.length).toBeLessThanOrEqual(40);
    expect(source.slice(marks.indexOf('^'), marks.length)).toBe('"here"');
  });

  it('cuts a span that is longer than the line, and no mark goes beyond it', () => {
    const [source = '', marks = ''] = printed([`"Action": «"${'*?'.repeat(5_000)}"»,`], 60);
    expect(source).toMatch(/^"Action": "[*?]+…$/);
    expect(source.length).toBeLessThanOrEqual(60);
    expect(marks.length).toBeLessThan(60);
    expect(marks.trimStart()).toMatch(/^\^~+$/);
  });

  it('finds the span in a line whose start was already left out', () => {
    const evidence = evidenceIn([`${' '.repeat(900)}«"here"», "there"`]);
    const [line] = excerptLines({ ...evidence, excerpt: ['…"here", "there"'] }, 80);
    expect(line).toEqual({ number: 1, source: '…"here", "there"', marks: ' ^~~~~~' });
  });

  it('disarms a workflow command that starts outside of the span', () => {
    expect(printed(['##«[error]fake»'])[0]).toBe('##\\u{5b}error]fake');
  });

  it('is empty where there is no text', () => {
    expect(excerptLines({ ...evidenceIn(['«»']), excerpt: [] }, 80)).toEqual([]);
  });
});
