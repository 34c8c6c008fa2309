import type { JsonValue } from '../../src/model/index.js';

/**
 * A JSON value as lines of at most `width` characters where that is possible: an object has a line for each key, and
 * a list as many values on a line as fit.
 */
export function jsonLines(value: JsonValue, width: number): readonly string[] {
  return lines(value, '', width).map((line) => line.trimEnd());
}

function lines(value: JsonValue, indent: string, width: number): readonly string[] {
  if (isList(value)) return listLines(value, indent, width);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    return [
      '{',
      ...entries.flatMap(([key, member], index) => {
        const inner = `${indent}  `;
        const comma = index < entries.length - 1 ? ',' : '';
        const [first = '', ...rest] = lines(member, inner, width);
        const all = [`${inner}${JSON.stringify(key)}: ${first}`, ...rest];
        return [...all.slice(0, -1), `${all.at(-1) ?? ''}${comma}`];
      }),
      `${indent}}`,
    ];
  }
  return [JSON.stringify(value)];
}

function listLines(values: readonly JsonValue[], indent: string, width: number): readonly string[] {
  const inline = `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
  const isFlat = values.every((value) => typeof value !== 'object' || value === null);
  if (isFlat && indent.length + inline.length <= width - KEY_WIDTH) return [inline];
  const inner = `${indent}  `;
  if (!isFlat) {
    const members = values.map((value) => {
      const [first = '', ...rest] = lines(value, inner, width);
      return [`${inner}${first}`, ...rest];
    });
    return ['[', ...withCommas(members), `${indent}]`];
  }
  const filled: string[] = [];
  for (const [index, value] of values.entries()) {
    const text = `${JSON.stringify(value)}${index < values.length - 1 ? ',' : ''}`;
    const last = filled.at(-1);
    if (last !== undefined && last.length + 1 + text.length <= width)
      filled[filled.length - 1] = `${last} ${text}`;
    else filled.push(`${inner}${text}`);
  }
  return ['[', ...filled, `${indent}]`];
}

/** What the name of an element before a list takes, about. */
const KEY_WIDTH = 16;

function withCommas(members: readonly (readonly string[])[]): readonly string[] {
  return members.flatMap((member, index) =>
    index < members.length - 1 ? [...member.slice(0, -1), `${member.at(-1) ?? ''},`] : member,
  );
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
