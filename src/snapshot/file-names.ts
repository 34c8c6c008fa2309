import { createHash } from 'node:crypto';

/** Most file systems take 255 bytes; what is added behind (a suffix, `.json`) needs some of them. */
const LONGEST_NAME = 200;

const DEVICE_NAME = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * Names of files or folders for what stands side by side in one folder: percent-encoded, so that none can leave the
 * folder, end like a JSON file or be one of the names that Windows keeps for devices, and told apart by a hash where
 * a disk that does not know small letters from capitals would take two for one. A name depends on its siblings, never
 * on their order, except where two are the same to the letter; those are numbered.
 *
 * @param reserved names in the same folder that are taken.
 */
export function siblingNames(names: readonly string[], reserved: readonly string[] = []): readonly string[] {
  const encoded = names.map(encodeName);
  const uses = new Map<string, number>();
  for (const name of [...reserved, ...encoded]) {
    uses.set(name.toLowerCase(), (uses.get(name.toLowerCase()) ?? 0) + 1);
  }
  const taken = new Set<string>();
  return names.map((name, index) => {
    const plain = encoded[index] ?? '';
    const unique = (uses.get(plain.toLowerCase()) ?? 0) > 1 ? withHash(plain, name) : plain;
    let free = unique;
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${unique}~${number}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

/** One name, encoded; never empty, and at most {@link LONGEST_NAME} bytes of ASCII. */
export function encodeName(name: string): string {
  if (name === '') return '%';
  const encoded = Array.from(Buffer.from(name), encodeByte)
    .join('')
    .replace(/^\./, '%2E')
    .replace(/\.$/, '%2E')
    .replace(/\.(json)$/i, '%2E$1')
    .replace(DEVICE_NAME, (device) => percent(device.charCodeAt(0)) + device.slice(1));
  return encoded.length <= LONGEST_NAME ? encoded : withHash(cut(encoded), name);
}

function encodeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[A-Za-z0-9+=,@_.-]/.test(character) ? character : percent(byte);
}

function percent(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

function cut(encoded: string): string {
  return encoded.slice(0, LONGEST_NAME - 20).replace(/%.?$/, '');
}

/** No encoded name has a tilde of its own. */
function withHash(encoded: string, name: string): string {
  // UTF-16, since UTF-8 has no form for half a surrogate pair and would make two such names one.
  const hash = createHash('sha256').update(name, 'utf16le').digest('hex');
  return `${encoded}~${hash.slice(0, 16)}`;
}
