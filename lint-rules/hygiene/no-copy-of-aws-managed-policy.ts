import { defineRule, policyMeaning } from '../../src/linter/index.js';
import type { PolicyGraph } from '../../src/graph/index.js';
import type { ManagedPolicy } from '../../src/model/index.js';

const managedByAws = new WeakMap<PolicyGraph, ReadonlyMap<string, ManagedPolicy>>();

export default defineRule({
  meta: {
    id: 'hygiene/no-copy-of-aws-managed-policy',
    description: 'Disallow customer managed policies that say what a policy of AWS says',
    severity: 'low',
    confidence: 'high',
    remediation: "Attach AWS's policy instead, or allow less than it does.",
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-choosing-managed-or-inline.html',
    ],
    messages: {
      copy: "'{policy}' says what the AWS managed policy '{original}' says, which is in use. AWS keeps its own up to date, and nobody the copy.",
    },
  },
  *checkAccount({ policies }, { graph, finding }) {
    for (const { arn, name, awsManaged, document, token } of policies) {
      if (awsManaged || !document || document.errors.length > 0) continue;
      const original = originals(graph).get(policyMeaning(document));
      if (!original) continue;
      const related = [{ token: original.token, label: "AWS's own" }];
      yield finding('copy', {
        at: token,
        subject: arn,
        related,
        data: { policy: name, original: original.name },
      });
    }
  },
});

/** The AWS managed policies that are in use in any of the accounts, by what they say. */
function originals(graph: PolicyGraph): ReadonlyMap<string, ManagedPolicy> {
  const known = managedByAws.get(graph);
  if (known) return known;
  const found = new Map<string, ManagedPolicy>();
  for (const policy of graph.accounts.flatMap(({ policies }) => policies)) {
    if (policy.awsManaged && policy.document) found.set(policyMeaning(policy.document), policy);
  }
  managedByAws.set(graph, found);
  return found;
}
