import { accountQuotas, defineRule } from '../../src/linter/index.js';
import type { ControlPolicy, Organization, PolicyDocument } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-attachments-near-quota',
    description: 'Disallow so many attached policies that hardly another one fits',
    severity: 'low',
    confidence: 'high',
    remediation: 'Merge policies that always go together, or detach what is not needed.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html',
    ],
    messages: {
      identity: 'This {kind} has {count} of {quota} managed policies. Soon none can be attached to it.',
      target: "{count} of {quota} {type} are attached to '{target}'. Soon no guardrail can be added there.",
    },
    options: {
      percent: { description: 'How much of the quota may be used, in percent.', default: 90 },
    },
  },
  *checkAccount({ id, users, groups, roles }, { graph, options, finding }) {
    for (const { kind, arn, attachedPolicies } of [...users, ...groups, ...roles]) {
      const quota = accountQuotas.attachedPolicies(graph, id, kind);
      const count = attachedPolicies.length;
      const last = attachedPolicies.at(-1);
      if (last === undefined || count * 100 < quota * options.percent) continue;
      const at = { value: '', path: last.path.slice(0, -2), source: last.source, location: last.location };
      yield finding('identity', { at, subject: arn, data: { kind, count, quota } });
    }
  },
  *checkOrganization(organization, { options, finding }) {
    for (const { type, quota, policies } of controlTypes(organization)) {
      for (const [target, documents] of attachedTo(policies)) {
        const [document] = documents;
        if (document === undefined || documents.length * 100 < quota * options.percent) continue;
        const subject = arnOf(organization, target);
        const data = { count: documents.length, quota, type, target };
        yield finding('target', { at: document.token, document, subject, data });
      }
    }
  },
});

function controlTypes({ serviceControlPolicies, resourceControlPolicies }: Organization) {
  return [
    { type: 'service control policies', quota: 10, policies: serviceControlPolicies },
    { type: 'resource control policies', quota: 5, policies: resourceControlPolicies },
  ];
}

/** The policies of a type by the id of the root, organizational unit or account that they are attached to. */
function attachedTo(policies: readonly ControlPolicy[]): ReadonlyMap<string, readonly PolicyDocument[]> {
  const byTarget = new Map<string, PolicyDocument[]>();
  for (const { document, targets = [] } of policies) {
    if (document === undefined) continue;
    for (const target of targets) byTarget.set(target, [...(byTarget.get(target) ?? []), document]);
  }
  return byTarget;
}

function arnOf({ roots, organizationalUnits, accounts }: Organization, target: string): string {
  return [...roots, ...organizationalUnits, ...accounts].find(({ Id }) => Id === target)?.Arn ?? target;
}
