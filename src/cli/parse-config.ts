import type { Rule, RuleOption, RuleOptionValue, RuleSetting } from '../linter/index.js';
import { isAccountId, PRESETS, SEVERITIES } from '../model/index.js';
import { readYaml } from '../normalizers/yaml-text.js';
import { NO_CONFIG, type Config } from './config.js';
import { ConfigNode } from './config-node.js';
import { didYouMean } from './did-you-mean.js';
import { UserError } from './errors.js';
import { FAIL_ON } from './fail-on.js';

type Section = (node: ConfigNode, rules: readonly Rule[]) => Partial<Config>;

/** Every key of the configuration with what reads it. */
const SECTIONS: ReadonlyMap<string, Section> = new Map<string, Section>([
  ['preset', (node) => ({ preset: node.oneOf('preset', PRESETS) })],
  ['failOn', (node) => ({ failOn: node.oneOf('failOn', FAIL_ON) })],
  ['trustedAccounts', (node) => ({ trustedAccounts: trustedAccounts(node) })],
  ['rules', (node, rules) => ({ rules: ruleSettings(node, rules) })],
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

function ruleSettings(node: ConfigNode, rules: readonly Rule[]): ReadonlyMap<string, RuleSetting> {
  const entries =
    node.entries() ??
    node.fail('rules is a map of rule ids.', "For example: rules: { 'trust/no-account-root': off }");
  return new Map(
    entries.map(([id, setting]) => [id, ruleSetting(setting, ruleNamed(id, setting, rules, 'key'))]),
  );
}

function ruleNamed(id: string, node: ConfigNode, rules: readonly Rule[], part?: 'key'): Rule {
  const ids = rules.map(({ meta }) => meta.id);
  return (
    rules.find(({ meta }) => meta.id === id) ??
    node.fail(`there is no rule '${id}'.`, didYouMean(id, ids, '`iamlint rules` lists them.'), part)
  );
}

const SETTINGS = ['on', 'off', ...SEVERITIES] as const;

function ruleSetting(node: ConfigNode, { meta }: Rule): RuleSetting {
  const entries = node.entries();
  if (entries === undefined) {
    const setting = node.oneOf(`'${meta.id}'`, SETTINGS);
    if (setting === 'off') return setting;
    return setting === 'on' ? { options: {} } : { severity: setting, options: {} };
  }
  const known = new Map(Object.entries(meta.options ?? {}));
  const severity = entries.find(([key]) => key === 'severity')?.[1].oneOf('severity', SEVERITIES);
  const options = entries
    .filter(([key]) => key !== 'severity')
    .map(([name, value]) => {
      const option = known.get(name) ?? value.unknownKey(name, ['severity', ...known.keys()]);
      return [name, optionValue(name, value, option)] as const;
    });
  return { ...(severity && { severity }), options: Object.fromEntries(options) };
}

function optionValue(name: string, node: ConfigNode, option: RuleOption): RuleOptionValue {
  const hint = `${option.description} The default is ${JSON.stringify(option.default)}.`;
  if (typeof option.default === 'number') {
    const text = node.text();
    return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : node.fail(`${name} is a number.`, hint);
  }
  const items = node.items() ?? node.fail(`${name} is a list of texts.`, hint);
  return items.map((item) => item.text() || item.fail(`${name} is a list of texts.`, hint));
}
