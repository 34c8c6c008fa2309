import type { parseAddressBlock } from '../evaluator/index.js';
import { listOf } from './list-of.js';

type AddressBlock = NonNullable<ReturnType<typeof parseAddressBlock>>;

/** Each number that is written, one between any two of them, and one before and after all. */
export function orderedSamples(
  written: readonly string[],
  parse: (text: string) => number | undefined,
  print: (value: number) => string,
): readonly string[] {
  const bounds = [...new Set(written.flatMap((text) => listOf(parse(text))))].sort((a, b) => a - b);
  const [first = 0] = bounds;
  const between = bounds.map((bound, index) => {
    const next = bounds[index + 1];
    return next === undefined ? bound + 1 : (bound + next) / 2;
  });
  return [...bounds, first - 1, ...between].map(print);
}

const V4 = 0xffff_0000_0000n;
const V4_LAST = V4 | 0xffff_ffffn;
const LAST = (1n << 128n) - 1n;

/**
 * The first address of each block and the one after its last: between two of these no block begins or ends. And, for
 * what no block holds, addresses of either version that are for documentation.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5737
 * @see https://www.rfc-editor.org/rfc/rfc3849
 */
export function addressSamples(blocks: readonly AddressBlock[]): readonly string[] {
  const bounds = blocks.flatMap(({ bits, prefix }) => {
    const after = bits + (1n << BigInt(128 - prefix));
    const last = isV4(bits) ? V4_LAST : LAST;
    return after > last ? [bits] : [bits, after];
  });
  return ['198.51.100.7', '2001:db8::1', ...[V4, 0n, ...bounds].map(addressText)];
}

function isV4(bits: bigint): boolean {
  return bits >= V4 && bits <= V4_LAST;
}

function addressText(bits: bigint): string {
  if (isV4(bits)) return [24n, 16n, 8n, 0n].map((shift) => String((bits >> shift) & 0xffn)).join('.');
  return Array.from({ length: 8 }, (_, index) =>
    ((bits >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  ).join(':');
}
