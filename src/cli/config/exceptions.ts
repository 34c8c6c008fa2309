import type { Rule } from '../../linter/index.js';
import { evidenceAt, type Exception } from '../../model/index.js';
import type { ConfigNode } from './config-node.js';
import { ruleNamed } from './rule-settings.js';

const KEYS = ['rule', 'subject', 'fingerprint', 'reason', 'expires', 'owner', 'ticket'] as const;
type Key = (typeof KEYS)[number];

export function readExceptions(node: ConfigNode, rules: readonly Rule[]): readonly Exception[] {
  const items = node.items() ?? node.fail('exceptions is a list.', 'Start each exception with a dash.');
  return items.map((item) => readException(item, rules));
}

function readException(node: ConfigNode, rules: readonly Rule[]): Exception {
  const fields = fieldsOf(node);
  const texts: Partial<Record<Key, string>> = Object.fromEntries(
    [...fields].map(([key, field]) => [key, textOf(key, field, rules)]),
  );
  const { rule, subject, fingerprint, reason, expires } = texts;
  if (fingerprint === undefined && (rule === undefined || subject === undefined)) {
    node.fail(
      'an exception has a rule and a subject, or a fingerprint.',
      'subject is an ARN, in which * stands for any text.',
    );
  }
  return {
    ...texts,
    reason: reason ?? node.fail('the exception has no reason.', 'Say why the finding is accepted.'),
    expires: expires ?? node.fail('the exception has no expires.', DATE_HINT),
    declaration: evidenceAt(node),
  };
}

function fieldsOf(node: ConfigNode): ReadonlyMap<Key, ConfigNode> {
  const entries =
    node.entries() ?? node.fail('an exception is a map of keys.', `Known keys: ${KEYS.join(', ')}.`);
  return new Map(
    entries.map(([name, field]) => [KEYS.find((key) => key === name) ?? field.unknownKey(name, KEYS), field]),
  );
}

const DATE_HINT = 'Write the last day on which it holds: expires: 2026-12-31.';

function textOf(key: Key, field: ConfigNode, rules: readonly Rule[]): string {
  const text = field.text();
  if (text === '') field.fail(`${key} is a text.`, 'Put it in quotes.');
  if (key === 'rule') ruleNamed(text, field, rules);
  if (key === 'expires' && !isDate(text)) field.fail(`'${text}' is not a date.`, DATE_HINT);
  if (key === 'fingerprint' && !/^[0-9a-f]{32}$/.test(text)) {
    field.fail(
      `'${text}' is not a fingerprint of 32 hexadecimal digits.`,
      'The JSON report has those of all findings.',
    );
  }
  return text;
}

/** Whether a text is a day of the calendar: `2026-12-31`. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
