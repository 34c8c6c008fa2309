/** What stands inside an element. A list repeats the element, `null` and undefined leave it out. */
export type XmlValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly XmlValue[]
  /** Child elements by name; a name that starts with `@` is an attribute, `#text` is text beside attributes. */
  | { readonly [name: string]: XmlValue };

function xml(name: string, value: XmlValue): string {
  if (value === null || value === undefined) return '';
  if (isList(value)) return value.map((item) => xml(name, item)).join('');
  if (typeof value !== 'object') return `<${name}>${text(value)}</${name}>`;
  const attributes: string[] = [];
  const content: string[] = [];
  for (const [key, child] of Object.entries(value)) {
    if (key === '#text') content.push(text(child));
    else if (key.startsWith('@')) attributes.push(` ${key.slice(1)}="${text(child)}"`);
    else content.push(xml(key, child));
  }
  return `<${name}${attributes.join('')}>${content.join('')}</${name}>`;
}

/** A document with one element `name` and `value` in it. Names come from code, never from data. */
export function xmlDocument(name: string, value: XmlValue): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml(name, value)}`;
}

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value);
}

/** XML 1.0 cannot hold most control characters, not even as references; the SDK reads the references all the same. */
function text(value: XmlValue): string {
  if (typeof value === 'object' || value === undefined) return '';
  return String(value).replace(
    /[&<>"\u0000-\u001f\u007f]/g,
    (character) => `&#x${character.charCodeAt(0).toString(16)};`,
  );
}
