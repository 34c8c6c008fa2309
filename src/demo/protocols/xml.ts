/** What stands inside an element. A list repeats the element, `null` and undefined leave it out. */
export type XmlValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly XmlValue[]
  /** Child elements by name; a name that starts with `@` is an attribute. */
  | { readonly [name: string]: XmlValue };

/** The element `name` with `value` in it. Names come from code, never from data. */
export function xml(name: string, value: XmlValue): string {
  if (value === null || value === undefined) return '';
  if (isList(value)) return value.map((item) => xml(name, item)).join('');
  if (typeof value !== 'object') return `<${name}>${escape(String(value))}</${name}>`;
  const entries = Object.entries(value);
  const attributes = entries
    .filter(([key]) => key.startsWith('@'))
    .map(([key, text]) => ` ${key.slice(1)}="${escape(String(text))}"`);
  const children = entries.filter(([key]) => !key.startsWith('@')).map(([key, child]) => xml(key, child));
  return `<${name}${attributes.join('')}>${children.join('')}</${name}>`;
}

export function xmlDocument(name: string, value: XmlValue): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml(name, value)}`;
}

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value);
}

/** XML 1.0 cannot hold most control characters, not even as references; the SDK reads the references all the same. */
function escape(text: string): string {
  return text.replace(/[&<>"\u0000-\u001f\u007f]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`);
}
