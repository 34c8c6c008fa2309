import { covers } from '../../src/prover/index.js';
import { defineRule, listing, roleMakers, spares, type RuleContext } from '../../src/linter/index.js';
import { parseArn, type Account, type PolicyDocument, type Token } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'organization/no-creatable-exempt-role',
    description: 'Disallow exemptions from service control policies for roles that members can create',
    severity: 'high',
    confidence: 'medium',
    remediation:
      'Deny iam:CreateRole, iam:UpdateAssumeRolePolicy and iam:PutRolePolicy on the exempt names to everybody but those who manage them, or exempt a path that only the organization can write to.',
    references: [
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html',
    ],
    messages: {
      creatable:
        "'{pattern}' is exempt from this Deny, and {principals} can create a role with such a name. No policy of the organization protects the name.",
    },
  },
  *checkOrganization(organization, { graph, finding }) {
    for (const { document } of organization.serviceControlPolicies) {
      if (!document) continue;
      const accounts = governedBy(graph, document);
      for (const pattern of exemptRoles(document)) {
        const makers = accounts.flatMap((account) => makersIn(graph, account, pattern.value));
        if (makers.length === 0) continue;
        const data = { pattern: pattern.value, principals: listing(makers) };
        yield finding('creatable', { at: pattern, document, data });
      }
    }
  },
});

type Graph = RuleContext['graph'];

/** The accounts whose principals a service control policy limits. */
function governedBy(graph: Graph, document: PolicyDocument): readonly Account[] {
  return graph.accounts.filter(
    ({ id }) =>
      id !== graph.organization?.detail.MasterAccountId &&
      (graph.controlPolicies('service-control', id).levels ?? []).some(({ documents }) =>
        documents.includes(document),
      ),
  );
}

/** The patterns by which a Deny spares roles. */
function exemptRoles({ statements }: PolicyDocument): readonly Token[] {
  return statements
    .filter(({ effect }) => effect === 'Deny')
    .flatMap(({ conditions }) => conditions)
    .filter((condition) => spares(condition, 'aws:PrincipalArn', () => true))
    .flatMap(({ values }) => values)
    .filter(({ value }) => /^role\/(?!aws-)[^$]+$/.test(parseArn(value)?.resource ?? ''));
}

/** Who of an account can make a role that is exempt, and is not exempt already. A role that exists cannot be made again. */
function makersIn(graph: Graph, account: Account, pattern: string): readonly string[] {
  const arn = parseArn(pattern);
  if (arn === undefined || covers(arn.account, account.id) !== true) return [];
  const inAccount = `arn:${account.partition}:iam::${account.id}:${arn.resource}`;
  if (graph.entity(inAccount)) return [];
  return roleMakers(graph, account, inAccount)
    .map((entity) => entity.arn)
    .filter((maker) => covers(pattern, maker) !== true);
}
