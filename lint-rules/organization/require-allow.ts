import { controlTarget, defineRule, isAboutEverything, listing } from '../../src/linter/index.js';
import type { PolicyDocument } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'organization/require-allow',
    description: 'Require service control policies of every level to allow something',
    severity: 'high',
    confidence: 'high',
    remediation:
      'Attach FullAWSAccess, or a policy that allows what the accounts need, at the level that lacks it.',
    references: [
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html',
    ],
    messages: {
      denied:
        '{target} allows nothing, so everything is denied in {accounts}. Of the policies attached there each one only denies, and every level from the root to the account has to allow a request.',
      empty:
        '{target} has no service control policy, so everything is denied in {accounts}. Every level from the root to the account has to allow a request.',
    },
  },
  *checkOrganization(organization, { graph, finding }) {
    const wanting = new Map<string, { documents: readonly PolicyDocument[]; accounts: string[] }>();
    for (const { Id, State } of organization.accounts) {
      if (Id === organization.detail.MasterAccountId || State !== 'ACTIVE') continue;
      const { levels, unread } = graph.controlPolicies('service-control', Id);
      if (levels === undefined || unread) continue;
      for (const { target, documents } of levels) {
        if (documents.some(allows) || documents.some(closes)) continue;
        const known = wanting.get(target) ?? { documents, accounts: [] };
        wanting.set(target, known);
        known.accounts.push(Id);
      }
    }
    for (const [id, { documents, accounts }] of wanting) {
      const { arn, text } = controlTarget(organization, id);
      const data = { target: text.replace(/^the/, 'The'), accounts: listing(accounts) };
      const [document] = documents;
      if (document) {
        const related = documents.slice(1).map(({ token }) => ({ token, label: 'attached there, too' }));
        yield finding('denied', { at: document.token, document, subject: arn, related, data });
      } else {
        yield finding('empty', { at: organization.token, subject: arn, data });
      }
    }
  },
});

function allows({ statements }: PolicyDocument): boolean {
  return statements.some(({ effect }) => effect === 'Allow');
}

/** Who denies everything means it: the accounts are closed on purpose. */
function closes({ statements }: PolicyDocument): boolean {
  return statements.some((statement) => statement.effect === 'Deny' && isAboutEverything(statement));
}
