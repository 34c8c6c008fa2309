/** Characters that a reader does not see as themselves: controls, bidirectional marks, zero-width ones, lone surrogates. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const SHORT_ESCAPES = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * `text` on one line, with every character that cannot be seen written as `\u{202e}`. What a stranger named can then
 * neither move the cursor nor reorder, hide or fake the words around it.
 */
export function visible(text: string): string {
  return text.replace(
    UNSEEN,
    (character) => SHORT_ESCAPES.get(character) ?? codePointEscape(character.codePointAt(0) ?? 0),
  );
}

export function codePointEscape(codePoint: number): string {
  return `\\u{${codePoint.toString(16)}}`;
}

/**
 * For a terminal, and for the log of a job: GitHub's and Azure's runners obey `::error` at the start of a line and
 * `##[error]` anywhere in one.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function terminalText(text: string): string {
  return visible(text)
    .replace(/(?<!\S)::/g, '\\u{3a}:')
    .replace(/(##\w*)\[/g, '$1\\u{5b}');
}

/**
 * For a plain text message in SARIF, where `[text](1)` is a link. Braces stay single, though they stand for
 * placeholders in the specification: readers replace those only in messages with arguments, and IAM's `${aws:username}`
 * has to stay what it is.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html#_Toc141790717
 */
export function sarifText(text: string): string {
  return visible(text).replace(/[\\[\]]/g, '\\$&');
}

/**
 * A relative reference that stays inside the folder it is resolved against: no scheme, no leading slash, no `..`,
 * everything else percent-encoded. A code scanning upload with any other scheme is refused as a whole.
 */
export function relativeUri(source: string): string {
  const segments: string[] = [];
  for (const segment of source.replace(/\p{Cs}/gu, '\ufffd').split(/[/\\]/)) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(encodeURIComponent(segment));
  }
  return segments.join('/') || 'unnamed';
}

/**
 * For running text in GitHub's Markdown, inside and outside of HTML. Character references never become markup. A
 * zero-width space keeps GitHub from making mentions and links of what is left.
 */
export function markdownText(text: string): string {
  return visible(text)
    .replace(/[&<>"'\\`*_[\]|~$#]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll('@', '@&#8203;')
    .replaceAll('://', ':&#8203;//')
    .replace(/www\./gi, (prefix) => `${prefix.slice(0, 3)}&#8203;.`);
}

/** A code span in GitHub's Markdown. Not for tables, where a vertical bar ends the cell even in code. */
export function markdownCode(text: string): string {
  const code = visible(text);
  const fence = '`'.repeat(longestRunOfBackticks(code) + 1);
  return `${fence} ${code} ${fence}`;
}

/** A fenced code block in GitHub's Markdown, one line for each of `lines`. */
export function markdownCodeBlock(lines: readonly string[]): string {
  const code = lines.map(visible).join('\n');
  const fence = '`'.repeat(Math.max(3, longestRunOfBackticks(code) + 1));
  return `${fence}text\n${code}\n${fence}`;
}

function longestRunOfBackticks(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}
