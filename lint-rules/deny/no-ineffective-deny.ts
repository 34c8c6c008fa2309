import { areApart, grantOf, type PolicyGraph, type ReachingPolicy } from '../../src/graph/index.js';
import type { Entity, PolicyDocument, StatementIn } from '../../src/model/index.js';
import {
  coveringStatements,
  defineRule,
  entitiesWith,
  isOwnText,
  listing,
  statementsWith,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'deny/no-ineffective-deny',
    description: 'Disallow explicit denies that change nothing for anybody who has them',
    severity: 'low',
    confidence: 'medium',
    policyTypes: ['identity-based'],
    remediation: 'Remove the statement, or mend it if it was meant to deny something else.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html',
    ],
    messages: {
      covered:
        'This deny changes nothing: {others} denies all of it to everybody who has the policy. Whoever edits this one alone gives nothing back.',
      nothing:
        'This deny changes nothing: no policy of {holders} allows any of it, and what is not allowed is denied anyway. Only a policy of the resource itself could allow it.',
    },
  },
  *checkDocument(document, { graph, finding }) {
    if (!isOwnText(document, graph)) return;
    const denies = statementsWith('Deny', [document]);
    const holders = denies.length === 0 ? [] : entitiesWith(graph, document);
    if (holders.length === 0 || holders.some((holder) => !isWhollyRead(graph, holder))) return;
    for (const deny of denies) {
      const { token: at } = deny.statement;
      const subject = document.owner;
      const covering = coveredForAll(graph, holders, deny);
      if (covering.length > 0) {
        const names = [...new Set(covering.map((other) => `'${other.document.name}'`))];
        yield finding('covered', {
          at,
          document,
          subject,
          confidence: 'high',
          related: covering.map((other) => ({ token: other.statement.token, label: 'denies it as well' })),
          data: { others: listing(names) },
        });
      } else if (holders.every((holder) => isGrantedNothing(graph, holder, deny))) {
        const names = holders.map(({ name }) => `'${name}'`);
        yield finding('nothing', { at, document, subject, data: { holders: listing(names) } });
      }
    }
  },
});

function isWhollyRead(graph: PolicyGraph, entity: Entity): boolean {
  return !graph.effectivePolicies(entity).unread.includes('identity-based');
}

/** The denies of other policies that cover one for each of its holders; none where one holder has no such deny. */
function coveredForAll(
  graph: PolicyGraph,
  holders: readonly Entity[],
  deny: StatementIn,
): readonly StatementIn[] {
  const covering = holders.flatMap((holder) => {
    const found = coveringStatements(deny, otherDenies(graph, holder, deny.document));
    return found ? [found] : [];
  });
  return covering.length < holders.length ? [] : [...new Set(covering.flat())];
}

/** Those that reach an entity by no other way than policies of its own side do. */
function otherDenies(graph: PolicyGraph, entity: Entity, document: PolicyDocument): readonly StatementIn[] {
  const documents = identityDocuments(graph, entity).filter((other) => other !== document);
  return statementsWith('Deny', documents);
}

function isGrantedNothing(graph: PolicyGraph, entity: Entity, { statement }: StatementIn): boolean {
  const denied = grantOf(statement);
  return statementsWith('Allow', identityDocuments(graph, entity)).every((allow) =>
    areApart(denied, grantOf(allow.statement)),
  );
}

function identityDocuments(graph: PolicyGraph, entity: Entity): readonly PolicyDocument[] {
  return graph.effectivePolicies(entity).identity.map(({ document }: ReachingPolicy) => document);
}
