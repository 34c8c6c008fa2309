import { isAwsManaged, parseArn } from '../../src/model/index.js';
import { grantOf, matchingActions, serviceOfWildcard, type PolicyGraph } from '../../src/graph/index.js';
import { defineRule, holdersWith, listing, type Holder } from '../../src/linter/index.js';

const LEAVE = 'organizations:LeaveOrganization';

/** What lifts the limits that the organization sets for an account. */
const LIFTING: ReadonlySet<string> = new Set([
  LEAVE,
  'organizations:DeletePolicy',
  'organizations:DetachPolicy',
  'organizations:DisablePolicyType',
  'organizations:MoveAccount',
  'organizations:PutResourcePolicy',
  'organizations:RegisterDelegatedAdministrator',
  'organizations:RemoveAccountFromOrganization',
  'organizations:UpdatePolicy',
]);

export default defineRule({
  meta: {
    id: 'grants/no-organization-control',
    description: 'Disallow actions that lift the limits of an organization',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation:
      'Leave these actions to those who administer the organization; deny organizations:LeaveOrganization in a service control policy.',
    references: [
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_best-practices_mgmt-acct.html',
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html',
    ],
    messages: {
      lifting:
        "'{policy}' lifts what the organization limits, by {actions}. Service control policies hold only as long as nobody does that.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, action } = statement;
    if (effect !== 'Allow' || action?.negated !== false || isAwsManaged(document.owner)) return;
    for (const at of action.values) {
      const lifting = matchingActions(at.value)
        .map(({ name }) => name)
        .filter((name) => LIFTING.has(name));
      if (lifting.length === 0) continue;
      const isWhole = serviceOfWildcard(at.value) !== undefined;
      const grant = { ...grantOf(statement), action: { negated: false, values: [at.value] } };
      for (const holder of holdersWith(graph, document, grant)) {
        const actions = worksFor(graph, holder, lifting);
        if (actions.length === 0) continue;
        const data = { policy: document.name, actions: isWhole ? at.value : listing(actions) };
        yield finding('lifting', { at, document, ...holder, data });
      }
    }
  },
});

/**
 * The actions that do something in the holder's account: in a member account one can leave and no more, where there
 * is no organization nothing.
 */
function worksFor(graph: PolicyGraph, { subject }: Holder, actions: readonly string[]): readonly string[] {
  const { organization } = graph;
  if (subject === undefined || organization === undefined) return actions;
  if (organization === null) return [];
  const isManagement = parseArn(subject)?.account === organization.detail.MasterAccountId;
  return actions.filter((action) => (action === LEAVE) !== isManagement);
}
