import picocolors from 'picocolors';

/** A rule's page as a terminal shows it: without the marks of Markdown, its examples indented. */
export function pageText(markdown: string, color: boolean): string {
  const { bold, cyan, dim } = picocolors.createColors(color);
  const lines: string[] = [];
  let inCode = false;
  for (const line of markdown.trimEnd().split('\n')) {
    const [, marks, heading] = /^(#+) (.*)$/.exec(line) ?? [];
    if (line.startsWith('```')) {
      inCode = !inCode;
      if (inCode) lines.push(`    ${dim(`${line.slice('```'.length)}:`)}`);
    } else if (inCode) lines.push(line === '' ? '' : `    ${line}`);
    else if (heading !== undefined) lines.push(bold(marks === '#' ? heading : heading.toUpperCase()));
    else if (line.startsWith('|')) lines.push(...tableRow(line));
    else lines.push(plain(line, cyan));
  }
  return `${lines.join('\n')}\n`;
}

/** The cells of a row, far enough apart; nothing for the rule under a header. */
function tableRow(line: string): readonly string[] {
  const cells = line.split(/(?<!\\)\|/).slice(1, -1);
  if (cells.every((cell) => /^[ :-]+$/.test(cell))) return [];
  return [
    cells
      .map((cell) => plain(cell.trim(), String).padEnd(18))
      .join('')
      .trimEnd(),
  ];
}

function plain(text: string, code: (text: string) => string): string {
  return text
    .replaceAll(/<(https:[^>\s]+)>/g, '$1')
    .replaceAll(/`([^`]+)`/g, (_, words: string) => code(words))
    .replaceAll(/\\([\\`*_[\]<>|])/g, '$1');
}
