import { terminalText } from '../escape.js';
import { clip, wrap } from '../layout.js';
import { LONGEST_MESSAGE, type Page } from '../page.js';

/** Text that is not yet safe to print, wrapped behind `lead` and under it. */
export function paragraph(text: string, lead: string, page: Page): readonly string[] {
  const safe = terminalText(clip(text, LONGEST_MESSAGE));
  return wrap(safe, page.width - lead.length).map((line, index) =>
    index === 0 ? lead + line : ' '.repeat(lead.length) + line,
  );
}

/** Each of the texts on lines of its own, behind a dash. */
export function list(texts: readonly string[], page: Page): readonly string[] {
  return texts.flatMap((text) => paragraph(text, '  - ', page));
}
