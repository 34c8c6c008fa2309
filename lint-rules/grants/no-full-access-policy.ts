import type { PolicyDocument } from '../../src/model/index.js';
import {
  actionGrants,
  isFullAccessPolicy,
  isWide,
  standing,
  type Identity,
  type PolicyGraph,
  type Standing,
} from '../../src/graph/index.js';
import { defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'grants/no-full-access-policy',
    description: 'Disallow AWS managed policies that give full access',
    severity: 'high',
    confidence: 'high',
    remediation:
      'Attach a policy of your own with the actions and resources that are used; Access Analyzer can draft it from CloudTrail.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html#aws-managed-policies',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-policy-generation.html',
    ],
    messages: {
      administrator: "The {kind} '{name}' has {policy}. That is every action on every resource of the account.",
      powerUser:
        "The {kind} '{name}' has {policy}. That is every action of every service but IAM, Organizations and account management.",
      service: "The {kind} '{name}' has {policy}. AWS wrote it for everybody: it names no resource of yours.",
    },
  },
  *checkAccount({ users, groups, roles }, { graph, finding }) {
    for (const identity of [...users, ...groups, ...roles]) {
      for (const at of identity.attachedPolicies) {
        if (!isFullAccessPolicy(at.value)) continue;
        const policy = at.value.slice(at.value.lastIndexOf('/') + 1);
        const rest = standingOf(graph, identity, graph.managedPolicy(identity.account, at.value)?.document);
        if (rest === 'less') continue;
        yield finding(MESSAGES.get(policy) ?? 'service', {
          at,
          subject: identity.arn,
          trace: [{
            policyType: 'identity-based', policy, owner: at.value, via: [identity.arn], text: 'Attached.' }],
          ...(rest === 'unknown' && { confidence: 'medium' }),
          data: { kind: identity.kind, name: identity.name, policy },
        });
      }
    }
  },
});
