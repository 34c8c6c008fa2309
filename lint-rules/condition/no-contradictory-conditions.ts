import { intersects } from '../../src/prover/index.js';
import {
  contradictEachOther,
  defineRule,
  holdsWithoutKey,
  ownConditions,
  type KeyCondition,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-contradictory-conditions',
    description: 'Disallow conditions of one statement that no request meets together',
    severity: 'high',
    confidence: 'high',
    remediation: 'Join the values in one condition if either will do, or make statements of them.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html',
    ],
    messages: {
      apart: "No value of '{key}' meets both {first} and {second}: the statement {outcome}.",
      absent: "{first} asks that '{key}' is absent and {second} that it is there: the statement {outcome}.",
    },
  },
  *checkConditions(statement, document, { graph, finding }) {
    const conditions = ownConditions(statement, document, graph);
    const outcome = statement.effect === 'Allow' ? 'allows nothing' : 'denies nothing';
    for (const [index, condition] of conditions.entries()) {
      const { key, name, operator: at } = condition;
      for (const other of conditions.slice(0, index)) {
        if (other.name !== name) continue;
        const asksForBoth = asksForAbsence(condition)
          ? isStrict(other)
          : asksForAbsence(other) && isStrict(condition);
        const isApart =
          areApart(condition, other) || contradictEachOther(other, condition, { document, statement });
        if (!asksForBoth && !isApart) continue;
        const first = asksForAbsence(condition) ? at.value : other.operator.value;
        const second = asksForAbsence(condition) ? other.operator.value : at.value;
        yield finding(asksForBoth ? 'absent' : 'apart', {
          at,
          document,
          related: [{ token: other.operator, label: 'the other condition' }],
          data: { key: key.value, first, second, outcome },
        });
      }
    }
  },
});

function asksForAbsence({ comparison, values }: KeyCondition): boolean {
  return (
    comparison.family === 'Null' &&
    values.length > 0 &&
    values.every(({ value }) => value.toLowerCase() === 'true')
  );
}

/** Whether a condition holds for no request without the key. */
function isStrict({ comparison, values }: KeyCondition): boolean {
  if (comparison.family !== 'Null') return !holdsWithoutKey(comparison);
  return values.length > 0 && values.every(({ value }) => value.toLowerCase() === 'false');
}

/** Whether two positive conditions on a key with one value have no value in common, and one asks for the key. */
function areApart(a: KeyCondition, b: KeyCondition): boolean {
  if (!isText(a) || !isText(b) || (!isStrict(a) && !isStrict(b))) return false;
  return a.values.every((left) =>
    b.values.every((right) => intersects(left.value.toLowerCase(), right.value.toLowerCase()) === false),
  );
}

function isText({ comparison: { family, negated, set }, values }: KeyCondition): boolean {
  const isComparable = values.length > 0 && values.every(({ value }) => !value.includes('${'));
  return (
    (family === 'String' || family === 'ARN' || family === 'Bool') &&
    !negated &&
    set === undefined &&
    isComparable
  );
}
