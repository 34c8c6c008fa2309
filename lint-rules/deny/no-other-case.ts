import { defineRule, isOwnText } from '../../src/linter/index.js';
import type { PolicyGraph } from '../../src/graph/index.js';
import type { Statement, Token } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'deny/no-other-case',
    description: 'Disallow denies that miss an identity or a policy because of the case of its name',
    severity: 'high',
    confidence: 'high',
    remediation: 'Write the name as IAM has it.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
    ],
    messages: {
      missed: "'{value}' matches nothing: ARNs are case-sensitive, and what there is has the ARN '{arn}'.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (statement.effect !== 'Deny' || !isOwnText(document, graph)) return;
    for (const at of arnsOf(statement)) {
      const arn = liveArns(graph).get(at.value.toLowerCase());
      if (arn === undefined || arn.has(at.value)) continue;
      const [live = ''] = arn;
      yield finding('missed', { at, document, data: { value: at.value, arn: live } });
    }
  },
});

/** What the statement compares with ARNs: its resources, and callers by name. */
function arnsOf({ resource, conditions }: Statement): readonly Token[] {
  const callers = conditions.filter(
    ({ key, operator }) =>
      key.value.toLowerCase() === 'aws:principalarn' && !operator.value.toLowerCase().includes('ignorecase'),
  );
  return [...(resource?.values ?? []), ...callers.flatMap(({ values }) => values)];
}

const indexes = new WeakMap<PolicyGraph, ReadonlyMap<string, ReadonlySet<string>>>();

/** By themselves in lower case. Two identities of an account never differ by case alone, paths can. */
function liveArns(graph: PolicyGraph): ReadonlyMap<string, ReadonlySet<string>> {
  const known = indexes.get(graph);
  if (known) return known;
  const index = new Map<string, Set<string>>();
  for (const { users, groups, roles, policies } of graph.accounts) {
    for (const { arn } of [...users, ...groups, ...roles, ...policies]) {
      const same = index.get(arn.toLowerCase());
      if (same) same.add(arn);
      else index.set(arn.toLowerCase(), new Set([arn]));
    }
  }
  indexes.set(graph, index);
  return index;
}
