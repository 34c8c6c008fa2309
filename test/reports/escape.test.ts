import { describe, expect, it } from 'vitest';
import {
  markdownCode,
  markdownCodeBlock,
  markdownText,
  relativeUri,
  sarifText,
  terminalText,
  visible,
} from '../../reports/escape.js';

describe('text for people', () => {
  it.each([
    ['an escape sequence', '\u001b[2J', '\\u{1b}[2J'],
    ['a C1 control', '\u009b31m', '\\u{9b}31m'],
    ['a right-to-left override', 'a\u202eb', 'a\\u{202e}b'],
    ['an isolate', '\u2066x\u2069', '\\u{2066}x\\u{2069}'],
    ['a zero-width space', 'ad\u200bmin', 'ad\\u{200b}min'],
    ['a byte order mark', '\ufeffx', '\\u{feff}x'],
    ['an invisible tag character', 'x\u{e0041}', 'x\\u{e0041}'],
    ['a line separator', 'a\u2028b', 'a\\u{2028}b'],
    ['a line break', 'a\r\nb\tc', 'a\\r\\nb\\tc'],
    ['half of a surrogate pair', 'a\ud800b', 'a\\u{d800}b'],
  ])('shows %s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('leaves alone what everybody can see', () => {
    const text = "Zoë's 役割 🔑 <b>*[a](b)|`c`@d${aws:username}";
    expect(visible(text)).toBe(text);
  });
});

describe('text for a terminal', () => {
  it('does not start a workflow command, wherever a line is broken', () => {
    expect(terminalText('::error::x and ::warning::y')).toBe('\\u{3a}:error::x and \\u{3a}:warning::y');
    expect(terminalText('a##[error]x ##vso[task.complete]y')).toBe(
      'a##\\u{5b}error]x ##vso\\u{5b}task.complete]y',
    );
  });

  it('leaves ARNs as they are', () => {
    const arn = 'arn:aws:iam::111122223333:role/a';
    expect(terminalText(arn)).toBe(arn);
  });
});

describe('text for SARIF', () => {
  it('has no link, and no escaped bracket that a second backslash would set free', () => {
    expect(sarifText('[click](http://x)')).toBe('\\[click\\](http://x)');
    expect(sarifText('\\[click\\](1)')).toBe('\\\\\\[click\\\\\\](1)');
  });

  it('keeps policy variables', () => {
    expect(sarifText('${aws:username}')).toBe('${aws:username}');
  });
});

describe('a uri', () => {
  it.each([
    ['111122223333/iam/role/a.json', '111122223333/iam/role/a.json'],
    ['a b/c:d.json', 'a%20b/c%3Ad.json'],
    ['a%2Fb.json', 'a%252Fb.json'],
    ['/etc/policy.json', 'etc/policy.json'],
    ['//host/share.json', 'host/share.json'],
    ['C:\\policies\\a.json', 'C%3A/policies/a.json'],
    ['./a/./b.json', 'a/b.json'],
    ['a/../b.json', 'b.json'],
    ['../../secret.json', 'secret.json'],
    ['http://example.com/a', 'http%3A/example.com/a'],
    ['ポリシー.json', '%E3%83%9D%E3%83%AA%E3%82%B7%E3%83%BC.json'],
    ['a\ud800?#.json', 'a%EF%BF%BD%3F%23.json'],
    ['-', '-'],
    ['', 'unnamed'],
    ['..', 'unnamed'],
  ])('of %j is %j', (source, uri) => {
    expect(relativeUri(source)).toBe(uri);
  });
});

describe('Markdown', () => {
  it('has no markup, HTML, table cell, link or mention in running text', () => {
    expect(markdownText('<b>|`*_[a](b)~$#&')).toBe(
      '&#60;b&#62;&#124;&#96;&#42;&#95;&#91;a&#93;(b)&#126;&#36;&#35;&#38;',
    );
    expect(markdownText('@octocat')).toBe('@&#8203;octocat');
    expect(markdownText('http://x WWW.x')).toBe('http:&#8203;//x WWW&#8203;.x');
    expect(markdownText('a\n# b')).toBe('a&#92;n&#35; b');
  });

  it('has code spans and blocks that the code cannot end', () => {
    expect(markdownCode('a`b``c')).toBe('``` a`b``c ```');
    expect(markdownCodeBlock(['a', '```', '<b>'])).toBe('````text\na\n```\n<b>\n````');
    expect(markdownCodeBlock(['a\n```'])).toBe('````text\na\\n```\n````');
  });
});
