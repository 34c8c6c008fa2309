import { controlTarget, defineRule, isAboutEverything, listing } from '../../src/linter/index.js';
import type { PolicyDocument, Statement } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'organization/no-neutralised-allow-list',
    description: 'Disallow service control policies that allow a list of actions beside one that allows all',
    severity: 'medium',
    confidence: 'high',
    remediation:
      'Detach the policy that allows everything from the same place, or deny what is not on the list.',
    references: [
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html',
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_strategies.html',
    ],
    messages: {
      neutralised:
        "The allow list of '{policy}' limits nobody, because everything is allowed by {others}, attached to {targets} as well. Policies of one level add up.",
    },
  },
  *checkOrganization(organization, { finding }) {
    const policies = organization.serviceControlPolicies.flatMap(({ name, document, targets = [] }) =>
      document ? [{ name, document, targets }] : [],
    );
    const open = policies.filter(({ document }) => allowsOf(document).some(isAboutEverything));
    for (const { name, document, targets } of policies) {
      const [first] = allowsOf(document);
      if (first === undefined || allowsOf(document).some(isAboutEverything)) continue;
      const shared = targets.filter((target) => open.some((other) => other.targets.includes(target)));
      const others = open.filter((other) => shared.some((target) => other.targets.includes(target)));
      if (shared.length === 0) continue;
      yield finding('neutralised', {
        at: first.token,
        document,
        related: others.map((other) => ({ token: other.document.token, label: 'allows everything' })),
        data: {
          policy: name,
          others: listing(others.map((other) => `'${other.name}'`)),
          targets: listing(shared.map((id) => controlTarget(organization, id).text)),
        },
      });
    }
  },
});

function allowsOf({ statements }: PolicyDocument): readonly Statement[] {
  return statements.filter(({ effect }) => effect === 'Allow');
}
