import { defineRule, standsForOwnText } from '../../src/linter/index.js';
import type { Element, PrincipalElement, Statement, Token } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-duplicate-statement',
    description: 'Disallow two statements of a policy that say the same',
    severity: 'low',
    confidence: 'high',
    remediation: 'Remove one of them.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
    ],
    messages: {
      duplicate: 'This statement says the same as another one of the policy.',
    },
    accessAnalyzer: ['REDUNDANT_STATEMENT'],
  },
  *checkDocument(document, { graph, finding }) {
    if (document.statements.length < 2 || !standsForOwnText(document, graph)) return;
    const first = new Map<string, Token>();
    for (const statement of document.statements) {
      const meaning = meaningOf(statement);
      const other = first.get(meaning);
      if (other === undefined) {
        first.set(meaning, statement.token);
        continue;
      }
      const related = [{ token: other, label: 'says it first' }];
      yield finding('duplicate', { at: statement.token, document, subject: document.owner, related });
    }
  },
});

/** The statement without its Sid, in a form that does not depend on the order of what it lists. */
function meaningOf({ effect, action, resource, principal, conditions }: Statement): string {
  return JSON.stringify([
    effect,
    elementOf(action, (value) => value.toLowerCase()),
    elementOf(resource, (value) => value),
    principalOf(principal),
    conditions
      .map(({ operator, key, values }) =>
        JSON.stringify([operator.value, key.value.toLowerCase(), sorted(values.map(({ value }) => value))]),
      )
      .toSorted(),
  ]);
}

function elementOf(element: Element | undefined, meaning: (value: string) => string): unknown {
  return element && [element.negated, sorted(element.values.map(({ value }) => meaning(value)))];
}

function principalOf(element: PrincipalElement | undefined): unknown {
  return (
    element && [element.negated, sorted(element.values.map(({ kind, token }) => `${kind} ${token.value}`))]
  );
}

function sorted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
