/** The settings of a section by name; one that is nested below another is called `outer.inner`. */
export type Settings = ReadonlyMap<string, string>;

/**
 * The sections of a shared configuration file as the SDK reads them: what it passes over in silence is passed over
 * here too, so that a heading it does not understand is a section that is not there. `[profile x]` is called
 * `profile.x`.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export function parseIni(text: string): ReadonlyMap<string, Settings> {
  const sections = new Map<string, Map<string, string>>();
  let section: string | undefined;
  let outer: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const comment = line.search(/(?:^|\s)[;#]/);
    const content = (comment === -1 ? line : line.slice(0, comment)).trim();
    if (content.startsWith('[') && content.endsWith(']')) {
      const heading = content.slice(1, -1);
      // The SDK gives up on the whole file here.
      if (heading === '__proto__' || heading === 'profile __proto__') return new Map();
      section = sectionName(heading);
      outer = undefined;
      continue;
    }
    const equals = content.indexOf('=');
    if (section === undefined || equals < 1) continue;
    const name = content.slice(0, equals).trim();
    const value = content.slice(equals + 1).trim();
    if (value === '') {
      outer = name;
      continue;
    }
    if (line.trimStart() === line) outer = undefined;
    const settings = sections.get(section) ?? new Map<string, string>();
    sections.set(section, settings.set(outer === undefined ? name : `${outer}.${name}`, value));
  }
  return sections;
}

const SECTION_TYPES = new Set(['profile', 'sso-session', 'services']);

/** Undefined for a heading of two words whose first is not a type of section. */
function sectionName(heading: string): string | undefined {
  const words = /^([\w-]+)\s(["']?)([\w\-@+.%:/]+)\2$/.exec(heading);
  if (words === null) return heading === '' ? undefined : heading;
  const [, type = '', , name = ''] = words;
  return SECTION_TYPES.has(type) ? `${type}.${name}` : undefined;
}
