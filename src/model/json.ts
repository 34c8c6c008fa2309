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
