/** Plain or in scientific notation, as JSON writes numbers. */
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;

/** Undefined where the text is no number. */
export function parseNumber(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : undefined;
}

const DATE =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/;

/** Milliseconds since 1970 of an ISO 8601 date (UTC where it names no zone) or of seconds since 1970. */
export function parseDate(text: string): number | undefined {
  const match = DATE.exec(text);
  if (match === null) {
    const seconds = parseNumber(text);
    return seconds === undefined ? undefined : seconds * 1000;
  }
  const [, year, month = '1', day = '1', hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] =
    match;
  const time = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  return time + Math.trunc(Number(`0.${fraction}0`) * 1000) - zoneOffset(zone);
}

function zoneOffset(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** A block of addresses: an address is the block of itself alone. */
export interface AddressBlock {
  /** 128 bits; an IPv4 address stands where IPv6 maps it. */
  readonly bits: bigint;
  /** How many of them, from the first, are the same in the whole block. */
  readonly prefix: number;
}

const MAPPED = 0xffff_0000_0000n;

/**
 * An IPv4 or IPv6 address with or without `/prefix`; undefined where it is none. Bits of an IPv4 address after the
 * prefix do not count. An IPv6 block that has some is none, as IAM never matches it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export function parseAddressBlock(text: string): AddressBlock | undefined {
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  const length = slash < 0 ? undefined : text.slice(slash + 1);
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return undefined;
  const v4 = parseV4(address);
  if (v4 !== undefined) {
    const prefix = Number(length ?? 32);
    return prefix > 32 ? undefined : { bits: MAPPED | v4, prefix: 96 + prefix };
  }
  const bits = parseV6(address);
  const prefix = Number(length ?? 128);
  if (bits === undefined || prefix > 128) return undefined;
  const hasHostBits = BigInt.asUintN(128 - prefix, bits) !== 0n;
  return hasHostBits ? undefined : { bits, prefix };
}

export function blockContains(block: AddressBlock, address: AddressBlock): boolean {
  return address.prefix >= block.prefix && (block.bits ^ address.bits) >> BigInt(128 - block.prefix) === 0n;
}

function parseV4(text: string): bigint | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return undefined;
  const bytes = text.split('.').map(Number);
  return bytes.some((byte) => byte > 255) ? undefined : joined(bytes, 8n);
}

function parseV6(text: string): bigint | undefined {
  const gap = text.indexOf('::');
  const head = parseGroups(gap < 0 ? text : text.slice(0, gap));
  const tail = parseGroups(gap < 0 ? '' : text.slice(gap + 2));
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (gap < 0 ? missing !== 0 : missing < 1) return undefined;
  return (joined(head, 16n) << BigInt(16 * (8 - head.length))) | joined(tail, 16n);
}

/** The last two groups may be written as an IPv4 address. */
function parseGroups(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const v4 = parseV4(text.slice(text.lastIndexOf(':') + 1));
  const groups = v4 === undefined ? parts : parts.slice(0, -1);
  if (!groups.every((part) => /^[0-9a-fA-F]{1,4}$/.test(part))) return undefined;
  const numbers = groups.map((part) => Number.parseInt(part, 16));
  return v4 === undefined ? numbers : [...numbers, Number(v4 >> 16n), Number(v4 & 0xffffn)];
}

function joined(parts: readonly number[], width: bigint): bigint {
  return parts.reduce((bits, part) => (bits << width) | BigInt(part), 0n);
}
