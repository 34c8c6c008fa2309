import type { Denial } from './denial.js';

/** Text from strangers, safe in a sentence: no control characters, no line ends, and not too long. */
export function shown(text: string): string {
  const printable = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
  return printable.length <= 300 ? printable : `${printable.slice(0, 300)}…`;
}

/** What was denied. */
export function deniedAction({ action, operation }: Denial): string {
  return shown(action ?? operation ?? 'the request');
}

/** Who was denied. */
export function caller({ principal }: Denial): string {
  return principal === undefined ? 'the caller' : shown(principal.text);
}

/** The resource of the denied request, or what it is where the denial does not name it. */
export function resourceOr(otherwise: string, { resource }: Denial): string {
  return resource === undefined ? otherwise : shown(resource);
}

/** `a`, `a and b`, `a, b and c` */
export function enumeration(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words.slice(-1).join('')}`;
}
