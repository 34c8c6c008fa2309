import type { Preset, Severity } from '../model/index.js';
import type { Rule } from './rule.js';

/** The value of an option of a rule. */
export type RuleOptionValue = number | readonly string[];

/** What the configuration says of one rule: not to run it, or to run it whatever the preset is. */
export type RuleSetting =
  | 'off'
  | {
      /** Instead of the rule's own. */
      readonly severity?: Severity;
      readonly options: Readonly<Record<string, RuleOptionValue>>;
    };

/** The rules of a preset, with what the configuration says of single ones by their ids. */
export function selectRules(
  rules: readonly Rule[],
  preset: Preset,
  settings: ReadonlyMap<string, RuleSetting> = new Map(),
): readonly Rule[] {
  return rules.flatMap((rule) => {
    const setting = settings.get(rule.meta.id);
    if (setting === undefined) return isIn(preset, rule) ? [rule] : [];
    if (setting === 'off') return [];
    const { severity = rule.meta.severity } = setting;
    return [{ ...rule, meta: { ...rule.meta, severity } }];
  });
}

/** The values of options that the configuration sets, as `lint` takes them. */
export function ruleOptions(
  settings: ReadonlyMap<string, RuleSetting>,
): Readonly<Record<string, Readonly<Record<string, RuleOptionValue>>>> {
  return Object.fromEntries(
    [...settings].flatMap(([id, setting]) => (setting === 'off' ? [] : [[id, setting.options]])),
  );
}

export function isIn(preset: Preset, { meta }: Rule): boolean {
  return preset === 'strict' || meta.confidence === 'high';
}
