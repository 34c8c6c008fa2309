import { defineRule, holdsWithoutKey, mayBringTags, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-tag-that-principal-lacks',
    description: 'Disallow an Allow that asks for a tag which its principal does not have',
    severity: 'medium',
    confidence: 'high',
    remediation:
      'Tag the principal, or let the trust policy of the role allow sts:TagSession to whoever brings the tag.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_iam-tags.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html',
    ],
    messages: {
      lacking:
        "'{principal}' has no tag '{tag}', and nothing can give its sessions one: the statement allows it nothing.",
    },
  },
  *checkPrincipal(principal, { graph, finding }) {
    const { identity, unread } = graph.effectivePolicies(principal);
    if (unread.includes('identity-based') || mayBringTags(principal)) return;
    const tags = new Set(principal.tags.map(({ Key }) => Key.toLowerCase()));
    for (const { document } of identity) {
      for (const statement of document.statements) {
        if (statement.effect !== 'Allow') continue;
        for (const { comparison, key: at, name } of ownComparisons(statement, document, graph)) {
          const tag = /^aws:principaltag\/(.*)$/.exec(name)?.[1];
          if (tag === undefined || holdsWithoutKey(comparison) || tags.has(tag)) continue;
          yield finding('lacking', {
            at,
            document,
            subject: principal.arn,
            data: { principal: principal.name, tag: at.value.slice('aws:PrincipalTag/'.length) },
          });
        }
      }
    }
  },
});
