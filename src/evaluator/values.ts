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
  /** Eight groups of 16 bits; an IPv4 address stands where IPv6 maps it. */
  readonly groups: readonly number[];
  /** In bits, from the first of the 128. */
  readonly prefix: number;
}

const MAPPED = [0, 0, 0, 0, 0, 0xffff];

/**
 * An IPv4 or IPv6 address with or without `/prefix`; undefined where it is none. Bits of an IPv4 address after the
 * prefix do not count. An IPv6 block that has some is none, as IAM never matches it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export function parseAddressBlock(text: string): AddressBlock | undefined {
  const [address = '', length, ...more] = text.split('/');
  if (more.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const v4 = parseV4(address);
  if (v4) {
    const bits = Number(length ?? 32);
    return bits > 32 ? undefined : { groups: [...MAPPED, ...v4], prefix: 96 + bits };
  }
  const groups = parseV6(address);
  const prefix = Number(length ?? 128);
  if (groups === undefined || prefix > 128) return undefined;
  const hasHostBits = groups.some((group, index) => (group & ~maskOf(prefix, index) & 0xffff) !== 0);
  return hasHostBits ? undefined : { groups, prefix };
}

export function blockContains(block: AddressBlock, address: AddressBlock): boolean {
  if (address.prefix < block.prefix) return false;
  return block.groups.every((group, index) => {
    const mask = maskOf(block.prefix, index);
    return (group & mask) === ((address.groups[index] ?? 0) & mask);
  });
}

/** The bits of one group that a prefix covers. */
function maskOf(prefix: number, group: number): number {
  const bits = Math.min(16, Math.max(0, prefix - group * 16));
  return (0xffff << (16 - bits)) & 0xffff;
}

function parseV4(text: string): readonly [number, number] | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = match.slice(1).map(Number);
  return [a, b, c, d].some((byte) => byte > 255) ? undefined : [a * 256 + b, c * 256 + d];
}

function parseV6(text: string): readonly number[] | undefined {
  const [before = '', after, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const head = parseGroups(before);
  const tail = parseGroups(after ?? '');
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (after === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail];
}

/** The last two groups may be written as an IPv4 address. */
function parseGroups(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const v4 = index === parts.length - 1 ? parseV4(part) : undefined;
    if (v4) groups.push(...v4);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}
