import type { Rule, RuleOption, RuleOptionValue, RuleSetting } from '../../linter/index.js';
import { SEVERITIES } from '../../model/index.js';
import { didYouMean } from '../did-you-mean.js';
import type { ConfigNode } from './config-node.js';

/** What `rules` says of each rule that it names. */
export function readRuleSettings(node: ConfigNode, rules: readonly Rule[]): ReadonlyMap<string, RuleSetting> {
  const entries =
    node.entries() ??
    node.fail('rules is a map of rule ids.', "For example: rules: { 'trust/no-account-root': off }");
  return new Map(
    entries.map(([id, setting]) => [id, ruleSetting(setting, ruleNamed(id, setting, rules, 'key'))]),
  );
}

/** The rule that `node` names, or that leads to it. */
export function ruleNamed(id: string, node: ConfigNode, rules: readonly Rule[], part?: 'key'): Rule {
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
