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

const CEILINGS = ['permissions-boundary', 'service-control'] as const;

export default defineRule({
  meta: {
    id: 'grants/no-full-access-policy',
    description: 'Disallow AWS managed policies that give full access',
    severity: 'high',
    confidence: 'high',
    remediation:
      'Attach a policy of your own with the actions and resources that are used; Access Analyzer can draft it from CloudTrail.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-use-aws-defined-policies',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-policy-generation.html',
    ],
    compliance: { cisV5: ['1.21'], cisV6: ['2.21'], securityHub: ['IAM.27'] },
    messages: {
      administrator:
        "The {kind} '{name}' has '{policy}'. That is every action on every resource of the account.",
      powerUser:
        "The {kind} '{name}' has '{policy}'. That is every service but IAM, Organizations and account management.",
      service:
        "The {kind} '{name}' has '{policy}'. It is made for any account and names no resource of this one.",
    },
  },
  *checkAccount({ users, groups, roles }, { graph, finding }) {
    for (const identity of [...users, ...groups, ...roles]) {
      const { arn: subject, kind, name } = identity;
      for (const at of identity.attachedPolicies) {
        if (!isFullAccessPolicy(at.value)) continue;
        const left = leftOf(graph.managedPolicy(identity.account, at.value)?.document, identity, graph);
        if (left === 'less') continue;
        const policy = at.value.slice(at.value.lastIndexOf('/') + 1);
        yield finding(messageFor(policy), {
          at,
          subject,
          trace: [
            { policyType: 'identity-based', policy, owner: at.value, via: [subject], text: 'Attached.' },
          ],
          ...(left === 'unknown' && { confidence: 'medium' }),
          data: { kind, name, policy },
        });
      }
    }
  },
});

function messageFor(policy: string): 'administrator' | 'powerUser' | 'service' {
  if (policy === 'AdministratorAccess') return 'administrator';
  return policy === 'PowerUserAccess' ? 'powerUser' : 'service';
}

/**
 * What the permissions boundary and the service control policies leave of the widest thing that the policy grants.
 * A deny in a policy of the identity leaves the attachment what it is: a deny more, where less would do.
 */
function leftOf(document: PolicyDocument | undefined, identity: Identity, graph: PolicyGraph): Standing {
  if (document === undefined) return 'unknown';
  const granted = document.statements.filter(({ effect }) => effect === 'Allow').flatMap(actionGrants);
  const wide = granted.filter(isWide);
  const standings = new Set(
    (wide.length > 0 ? wide : granted).map(({ grant }) => standing(graph, identity, grant, CEILINGS)),
  );
  if (standings.has('whole')) return 'whole';
  return standings.has('unknown') ? 'unknown' : 'less';
}
