/** A runnable example of a rule's page. */
export interface Example {
  readonly section: string;
  /** Where in the page it begins, counted from 1. */
  readonly line: number;
  /** A policy type, or `account` for the shape of an account example. */
  readonly type: string;
  readonly text: string;
  /** What the page says that the rule prints; empty for nothing. */
  readonly output: string;
}

interface Block {
  readonly section: string;
  readonly line: number;
  readonly info: string;
  readonly text: string;
}

/** The examples of a page: each a block of JSON, under Incorrect with a block of text behind it. */
export function examplesOf(page: string): readonly Example[] {
  const blocks = fencedBlocks(page);
  return blocks.flatMap(({ section, line, info, text }, index) => {
    const [language, type] = info.split(' ');
    if (language !== 'json' || type === undefined) return [];
    const next = blocks[index + 1];
    return [{ section, line, type, text, output: next?.info === 'text' ? next.text : '' }];
  });
}

function fencedBlocks(page: string): readonly Block[] {
  const blocks: Block[] = [];
  let section = '';
  let open: { readonly line: number; readonly info: string; readonly lines: string[] } | undefined;
  page.split('\n').forEach((text, index) => {
    if (open === undefined) {
      if (text.startsWith('## ')) section = text.slice('## '.length);
      else if (text.startsWith('```')) open = { line: index + 1, info: text.slice('```'.length), lines: [] };
    } else if (text === '```') {
      blocks.push({ section, line: open.line, info: open.info, text: open.lines.join('\n') });
      open = undefined;
    } else {
      open.lines.push(text);
    }
  });
  return blocks;
}
