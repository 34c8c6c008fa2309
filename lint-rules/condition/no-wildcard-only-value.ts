import { isAlwaysSent } from '../../src/evaluator/index.js';
import {
  consequence,
  defineRule,
  holdsWithoutKey,
  ownComparisons,
  type ConditionOperator,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-wildcard-only-value',
    description: 'Disallow conditions on a key whose value may be anything',
    severity: 'medium',
    confidence: 'high',
    remediation:
      'Name the values that are meant, or ask with Null whether the key is there if that is what is meant.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-equivalent-to-null-false',
    ],
    messages: {
      any: "Any value of '{key}' matches '{value}': the condition asks for no more than the key.",
      always:
        "Any value of '{key}' matches '{value}', and no request fails by it: the condition {consequence}.",
      none: "Every value of '{key}' matches '{value}', and none is left: the condition holds only for requests without the key.",
      never:
        "Every request carries '{key}', and every value matches '{value}': the condition never holds and {consequence}.",
    },
    accessAnalyzer: [
      'EQUIVALENT_TO_NULL_FALSE',
      'EQUIVALENT_TO_NULL_TRUE',
      'REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION',
      'REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION',
    ],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const condition of ownComparisons(statement, document, graph)) {
      const { comparison, key, name, values } = condition;
      const at = values.find(({ value }) => matchesAll(value, comparison));
      if (at === undefined) continue;
      const data = { key: key.value, value: at.value };
      const holdsAbsent = comparison.negated
        ? !isAlwaysSent(name) && holdsWithoutKey(comparison)
        : holdsWithoutKey(comparison) || isAlwaysSent(name);
      const end = { ...data, consequence: consequence(statement, !comparison.negated) };
      if (comparison.negated && holdsAbsent) yield finding('none', { at, document, data });
      else if (comparison.negated) yield finding('never', { at, document, data: end });
      else if (holdsAbsent) yield finding('always', { at, document, data: end });
      else
        yield finding('any', { at, document, ...(!IDENTIFYING.test(name) && { confidence: 'low' }), data });
    }
  },
});

/** Keys that say who calls or for whom. A tag or an encryption context may be asked for as such. */
const IDENTIFYING = /^(?:aws:(?:principal(?!tag)|source|vpce|userid|username)|sts:externalid|.+\.[^/]+:sub$)/;

/** A lone `*` is no ARN, but AWS's own examples have it mean every one. */
function matchesAll(value: string, { family, patterns }: ConditionOperator): boolean {
  if (!patterns) return false;
  return /^\*+$/.test(value) || (family === 'ARN' && /^arn(?::\*){5,}$/.test(value));
}
