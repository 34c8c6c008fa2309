import { isAlwaysSent } from '../../src/evaluator/index.js';
import type { Statement } from '../../src/model/index.js';
import { asksForKey, defineRule, isOwnText, ownComparisons, variablesIn } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/require-variable-default',
    description: 'Require a default for policy variables whose absence widens a statement',
    severity: 'medium',
    confidence: 'medium',
    remediation:
      "Give the variable a default, as in ${aws:PrincipalTag/team, 'none'}, or ask for its key with Null.",
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-default-values',
    ],
    messages: {
      resource:
        "Where a request carries no '{key}', '{value}' is no resource, and the statement allows all of them.",
      condition:
        "Where a request carries no '{key}', everything differs from '{value}', and the statement allows it.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (
      statement.effect !== 'Allow' ||
      document.version?.value !== '2012-10-17' ||
      !isOwnText(document, graph)
    )
      return;
    const { resource } = statement;
    for (const at of resource?.negated ? resource.values : []) {
      const key = absentKey(statement, at.value);
      if (key !== undefined) yield finding('resource', { at, document, data: { key, value: at.value } });
    }
    for (const { comparison, values } of ownComparisons(statement, document, graph)) {
      for (const at of comparison.negated ? values : []) {
        const key = absentKey(statement, at.value);
        if (key !== undefined) yield finding('condition', { at, document, data: { key, value: at.value } });
      }
    }
  },
});

/** A key of a variable that requests may lack, as those with a tag. */
function absentKey(statement: Statement, value: string): string | undefined {
  return variablesIn(value).find(({ error, hasDefault, key }) => {
    const name = key.toLowerCase();
    return error === undefined && !hasDefault && !isAlwaysSent(name) && !asksForKey(statement, name);
  })?.key;
}
