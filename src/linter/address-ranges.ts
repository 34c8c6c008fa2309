import { blockContains, parseAddressBlock, type AddressBlock } from '../evaluator/index.js';

/** Addresses that no request comes from over the internet. */
const PRIVATE: readonly AddressBlock[] = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fc00::/7',
  'fe80::/10',
].flatMap((block) => parseAddressBlock(block) ?? []);

/**
 * Whether a block holds private addresses only. False for what is no block.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml
 */
export function isPrivateRange(text: string): boolean {
  const block = parseAddressBlock(text);
  return block !== undefined && PRIVATE.some((range) => blockContains(range, block));
}

/** The block that is meant by one whose address has bits after its prefix; undefined where it has none, or is no IPv4 block. */
export function networkOf(text: string): string | undefined {
  const [address = '', length] = text.split('/');
  if (length === undefined || address.includes(':') || parseAddressBlock(text) === undefined)
    return undefined;
  let prefix = Number(length);
  const bytes = address.split('.').map((byte) => {
    const kept = Math.min(Math.max(prefix, 0), 8);
    prefix -= 8;
    return Number(byte) & (0xff << (8 - kept)) & 0xff;
  });
  const network = `${bytes.join('.')}/${length}`;
  return bytes.join('.') === address.split('.').map(Number).join('.') ? undefined : network;
}

/** Whether blocks together hold every IPv4 address, or every IPv6 address. */
export function holdsEveryAddress(texts: readonly string[]): boolean {
  const blocks = texts.flatMap((text) => parseAddressBlock(text) ?? []);
  return EVERY.some((every) => covered(every, blocks));
}

const EVERY: readonly AddressBlock[] = ['0.0.0.0/0', '::/0'].flatMap(
  (block) => parseAddressBlock(block) ?? [],
);

/** Blocks are nested or apart: one is covered by another that contains it, or by what covers both its halves. */
function covered(block: AddressBlock, by: readonly AddressBlock[]): boolean {
  if (by.some((other) => blockContains(other, block))) return true;
  const inside = by.filter((other) => blockContains(block, other));
  if (inside.length < 2 || block.prefix === 128) return false;
  const prefix = block.prefix + 1;
  return (
    covered({ bits: block.bits, prefix }, inside) &&
    covered({ bits: block.bits | (1n << BigInt(128 - prefix)), prefix }, inside)
  );
}
