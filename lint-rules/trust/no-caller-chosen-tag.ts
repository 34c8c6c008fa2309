import type { PolicyGraph } from '../../src/graph/index.js';
import { defineRule, includesAction } from '../../src/linter/index.js';
import type { Role, Statement, Token } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'trust/no-caller-chosen-tag',
    description: 'Disallow session tags of the caller’s choice where policies judge by them',
    severity: 'medium',
    confidence: 'medium',
    policyTypes: ['role-trust'],
    remediation:
      'Add a condition on aws:RequestTag/KEY with the values that the principal may set, or take sts:TagSession away.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/tutorial_attribute-based-access-control.html',
    ],
    messages: {
      unchecked:
        "'{principal}' writes the tag '{tag}' into the session himself, and a policy of the role decides by it. No condition on aws:RequestTag/{tag} or aws:TagKeys limits what he writes.",
    },
    compliance: { cwe: ['CWE-807'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, principal, action } = statement;
    const role = graph.entity(document.owner);
    if (effect !== 'Allow' || !principal || principal.negated || role?.kind !== 'role') return;
    if (!includesAction(action, 'sts:TagSession')) return;
    const limited = new Set(
      [statement, ...document.statements.filter((other) => other.effect === 'Deny')]
        .flatMap(({ conditions }) => conditions)
        .map(({ key }) => key.value.toLowerCase()),
    );
    if (limited.has('aws:tagkeys')) return;
    const callers = principal.values.filter(({ kind }) => kind === 'AWS' || kind === '*');
    for (const [tag, { document: judging, token: usage }] of tagsJudgedBy(graph, role)) {
      if (limited.has(`aws:requesttag/${tag.toLowerCase()}`)) continue;
      for (const { token } of callers) {
        yield finding('unchecked', {
          at: token,
          document,
          related: [{ token: usage, label: `decides in '${judging}'` }],
          data: { principal: token.value, tag },
        });
      }
    }
  },
});

interface Usage {
  readonly document: string;
  readonly token: Token;
}

/** The tags of the session by which the identity-based policies of a role decide, each with the first place. */
function tagsJudgedBy(graph: PolicyGraph, role: Role): ReadonlyMap<string, Usage> {
  const tags = new Map<string, Usage>();
  for (const { document } of graph.effectivePolicies(role).identity) {
    for (const token of document.statements.flatMap(tokensOf)) {
      for (const [, tag = ''] of token.value.matchAll(/aws:principaltag\/([^},]+)/gi)) {
        if (!tags.has(tag)) tags.set(tag, { document: document.name, token });
      }
    }
  }
  return tags;
}

function tokensOf({ resource, conditions }: Statement): readonly Token[] {
  const resources = [resource].filter((element) => element !== undefined).flatMap(({ values }) => values);
  return [...resources, ...conditions.flatMap(({ key, values }) => [key, ...values])];
}
