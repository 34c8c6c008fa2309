import { defineRule, standsForOwnText } from '../../src/linter/index.js';
import type { Statement, Token } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-duplicate-value',
    description: 'Disallow the same value twice in one element',
    severity: 'low',
    confidence: 'high',
    remediation: 'Remove the second one.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
    ],
    messages: {
      duplicate: "'{value}' stands in {element} already.",
    },
    accessAnalyzer: ['REDUNDANT_ACTION', 'REDUNDANT_RESOURCE'],
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (!standsForOwnText(document, graph)) return;
    for (const { element, values } of listsOf(statement)) {
      const first = new Map<string, Token>();
      for (const { text, at } of values) {
        const other = first.get(text);
        if (other === undefined) {
          first.set(text, at);
          continue;
        }
        const related = [{ token: other, label: 'stands here first' }];
        const data = { value: at.value, element };
        yield finding('duplicate', { at, document, subject: document.owner, related, data });
      }
    }
  },
});

interface List {
  readonly element: string;
  /** Each value with the text that equal ones share. */
  readonly values: readonly { readonly text: string; readonly at: Token }[];
}

function* listsOf({ action, resource, principal }: Statement): Iterable<List> {
  for (const element of [action, resource].filter((one) => one !== undefined)) {
    const textOf = ({ value }: Token) => (element === action ? value.toLowerCase() : value);
    yield { element: element.key.value, values: element.values.map((at) => ({ text: textOf(at), at })) };
  }
  if (principal) {
    const values = principal.values.map(({ kind, token }) => ({ text: `${kind} ${token.value}`, at: token }));
    yield { element: principal.key.value, values };
  }
}
