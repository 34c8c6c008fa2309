import type { Statement } from '../../src/model/index.js';
import { grantOf } from '../../src/graph/index.js';
import { coveringStatements, defineRule, isOwnText, listing } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'redundancy/no-covered-statement',
    description: 'Disallow statements that say nothing that others of the same policy do not say',
    severity: 'low',
    confidence: 'high',
    remediation: 'Remove the statement, or narrow down the other if that one says more than was meant.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html',
    ],
    messages: {
      allow:
        'This statement allows nothing more: {others} of the same policy allows all of it. Its own resources and conditions limit nobody.',
      deny: 'This statement denies nothing more: {others} of the same policy denies all of it.',
    },
  },
  *checkDocument(document, { graph, finding }) {
    if (document.statements.length < 2 || !isOwnText(document, graph)) return;
    // Of a managed policy the identity-based document is read, whether or not it is a permissions boundary too.
    if (document.type === 'permissions-boundary' && graph.accountOf(document) !== '') return;
    const left = document.statements.map((statement) => ({ document, statement }));
    // From the end, so that of two that say the same the first stays.
    for (const covered of left.toReversed()) {
      const others = left.filter((other) => other !== covered);
      const covering = coveringStatements(covered, others);
      if (covering === undefined) continue;
      left.splice(left.indexOf(covered), 1);
      const { statement } = covered;
      // validity/no-duplicate-statement speaks of these.
      if (covering.some((other) => listsTheSame(other.statement, statement))) continue;
      yield finding(statement.effect === 'Allow' ? 'allow' : 'deny', {
        at: statement.token,
        document,
        subject: document.owner,
        related: covering.map((other) => ({ token: other.statement.token, label: 'says it as well' })),
        data: { others: listing(covering.map((other) => nameOf(other.statement))) },
      });
    }
  },
});

function nameOf({ sid, index }: Statement): string {
  return sid ? `'${sid.value}'` : `statement ${index + 1}`;
}

function listsTheSame(a: Statement, b: Statement): boolean {
  return a.conditions.length === b.conditions.length && textOf(a) === textOf(b);
}

function textOf(statement: Statement): string {
  const { action, resource } = grantOf(statement);
  return JSON.stringify([
    action.negated,
    action.values.map((value) => value.toLowerCase()).sort(),
    resource.negated,
    resource.values.toSorted(),
    statement.principal?.values.map(({ kind, token }) => `${kind} ${token.value}`).sort(),
  ]);
}
