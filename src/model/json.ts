/** A policy needs seven levels. JSON parsers that call themselves for each level fail at some thousands. */
const MAX_DEPTH = 100;

/** Where a JSON text nests more deeply than any policy does; undefined where it does not. */
export function deepNestingAt(text: string): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      if (++depth > MAX_DEPTH) return at;
    } else if (character === '}' || character === ']') depth--;
  }
  return undefined;
}

/** Keys that stand in their object before, at the second and every further time. For valid JSON. */
export function* repeatedKeys(text: string): Generator<{ readonly key: string; readonly offset: number }> {
  const open: (Set<string> | undefined)[] = [];
  const mark = /["{}[\]]/g;
  const colon = /[ \t\r\n]*:/y;
  while (mark.test(text)) {
    const offset = mark.lastIndex - 1;
    switch (text[offset]) {
      case '"': {
        const end = endOfString(text, offset);
        mark.lastIndex = colon.lastIndex = end;
        if (!colon.test(text)) break;
        const key = JSON.parse(text.slice(offset, end)) as string;
        const keys = open.at(-1);
        if (keys?.has(key)) yield { key, offset };
        keys?.add(key);
        break;
      }
      case '{':
        open.push(new Set());
        break;
      case '[':
        open.push(undefined);
        break;
      default:
        open.pop();
    }
  }
}

/** The offset behind the string that starts at `start`, in a JSON text; its length where the string has no end. */
export function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return text.length;
}
