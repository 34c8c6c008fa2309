import type { Rule } from '../../linter/index.js';
import { isAccountId, PRESETS } from '../../model/index.js';
import { readYaml } from '../../normalizers/yaml-text.js';
import { UserError } from '../errors.js';
import { FAIL_ON } from '../fail-on.js';
import { NO_CONFIG, type Config } from './config.js';
import { ConfigNode } from './config-node.js';
import { readExceptions } from './exceptions.js';
import { readRuleSettings } from './rule-settings.js';

type Section = (node: ConfigNode, rules: readonly Rule[]) => Partial<Config>;

/** Every key of the configuration with what reads it. */
const SECTIONS: ReadonlyMap<string, Section> = new Map<string, Section>([
  ['preset', (node) => ({ preset: node.oneOf('preset', PRESETS) })],
  ['failOn', (node) => ({ failOn: node.oneOf('failOn', FAIL_ON) })],
  ['trustedAccounts', (node) => ({ trustedAccounts: trustedAccounts(node) })],
  ['rules', (node, rules) => ({ rules: readRuleSettings(node, rules) })],
  ['exceptions', (node, rules) => ({ exceptions: readExceptions(node, rules) })],
]);

/** @throws UserError naming the file, the line and the nearest known name. */
export function parseConfig(text: string, file: string, rules: readonly Rule[]): Config {
  const { value, source, errors } = readYaml(text, file);
  const [error] = errors;
  if (error) {
    const place = `${file}:${error.location.span.start.line}`;
    throw new UserError(`${place}: ${error.message}`, 'The configuration is YAML.');
  }
  const root = new ConfigNode(value ?? null, source);
  if (root.value === null) return NO_CONFIG;
  const known = [...SECTIONS.keys()];
  const entries =
    root.entries() ?? root.fail('the configuration is a map of keys.', `Known keys: ${known.join(', ')}.`);
  const sections = entries.map(([key, node]) => {
    const read = SECTIONS.get(key) ?? node.unknownKey(key, known);
    return read(node, rules);
  });
  return sections.reduce<Config>((config, section) => ({ ...config, ...section }), NO_CONFIG);
}

function trustedAccounts(node: ConfigNode): readonly string[] {
  const items =
    node.items() ??
    node.fail('trustedAccounts is a list of account ids.', 'Write each in quotes on a line of its own.');
  return items.map((item) => {
    const id = item.text();
    return isAccountId(id)
      ? id
      : item.fail(`'${id}' is not an account id of twelve digits.`, 'Write ids in quotes.');
  });
}
