import type { Rule } from '../../src/linter/index.js';
import type { JsonValue, PolicyType } from '../../src/model/index.js';
import { document, type StatementExample } from './identities.js';
import { lintPolicy } from './rules.js';

type Conditions = Readonly<Record<string, JsonValue>>;

/** A statement on every bucket and object, under conditions. */
export const allowIf = (Condition: Conditions, more: StatementExample = {}) => ({
  Effect: 'Allow',
  Action: 's3:*',
  Resource: '*',
  Condition,
  ...more,
});

export const denyIf = (Condition: Conditions, more: StatementExample = {}) => ({
  ...allowIf(Condition, more),
  Effect: 'Deny',
});

/** The findings of a rule on a policy, each as its message's id and the text that it underlines. */
export function underlined(
  rule: Rule,
  statements: StatementExample | readonly StatementExample[],
  type: PolicyType = 'identity-based',
): readonly string[] {
  const policy = document(...[statements].flat());
  const text = JSON.stringify(policy, null, 2);
  return lintPolicy(policy, type, rule)
    .toSorted((a, b) => a.locations[0].location.span.start.offset - b.locations[0].location.span.start.offset)
    .map(({ messageId, locations: [{ location }] }) => {
      const { start, end } = location.span;
      return `${messageId} ${text.slice(start.offset, end.offset).replaceAll('"', '')}`;
    });
}
