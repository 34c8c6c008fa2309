import type { Statement } from '../../src/model/index.js';
import { grantOf } from '../../src/graph/index.js';
import { abilityOn, defineEscalation, escalatingGrants, wayTo } from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'escalation/no-own-principal-tags',
    description: 'Disallow principals who can set the tags by which their own policies grant',
    severity: 'high',
    confidence: 'medium',
    remediation:
      'Deny iam:TagUser, iam:UntagUser, iam:TagRole and iam:UntagRole for the tags that grant access, with a condition on aws:TagKeys.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction_attribute-based-access-control.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html#access_tags_control-tag-keys',
    ],
    messages: {
      principal:
        "The {kind} '{name}' can set its own tag {targets}, by {actions}, and so choose what its policies grant.",
      alone:
        "'{policy}' grants by a tag of the principal, and lets whoever has it set his own tags, by {actions}.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  waysOf(graph, entity) {
    if (!escalatingGrants(graph, entity).has(TAG[entity.kind])) return [];
    const tags = new Set(
      graph
        .effectivePolicies(entity)
        .identity.flatMap(({ document }) => document.statements)
        .filter(({ effect }) => effect === 'Allow')
        .flatMap(tagsIn),
    );
    return [...tags].flatMap((tag) => {
      const context = { [`aws:RequestTag/${tag}`]: ['any'], 'aws:TagKeys': [tag] };
      return wayTo(`'${tag}'`, abilityOn(graph, entity, TAG[entity.kind], entity, context));
    });
  },
});

const TAG = { user: 'iam:TagUser', role: 'iam:TagRole' } as const;
const PREFIX = 'aws:principaltag/';
const VARIABLE = '${aws:principaltag/';

/** The tags of the principal that a statement compares, or compares with. */
function tagsIn(statement: Statement): readonly string[] {
  const { conditions } = statement;
  const keys = conditions.map(({ key }) => key.value).filter((key) => key.toLowerCase().startsWith(PREFIX));
  const compared = conditions.flatMap((condition) => condition.values.map(({ value }) => value));
  const values = [...grantOf(statement).resource.values, ...compared];
  return [
    ...keys.map((key) => key.slice(PREFIX.length)),
    ...values.flatMap((value) => variableIn(value) ?? []),
  ];
}

function variableIn(value: string): string | undefined {
  const start = value.toLowerCase().indexOf(VARIABLE);
  if (start < 0) return undefined;
  const [name] = value.slice(start + VARIABLE.length).split(/[,}]/, 1);
  return name?.trim();
}
