import type { PolicyGraph } from '../../src/graph/index.js';
import {
  isAwsManaged,
  type Entity,
  type PolicyDocument,
  type Statement,
  type Token,
} from '../../src/model/index.js';
import {
  defineRule,
  emptiedAccess,
  limitTrace,
  listing,
  statementsWith,
  unreachableBy,
  type Limit,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'redundancy/no-unreachable-allow',
    description:
      'Disallow grants that a permissions boundary, service control policies or denies take as a whole',
    severity: 'low',
    confidence: 'high',
    remediation: 'Remove the grant, or widen what limits it if the grant is meant.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
    ],
    messages: {
      statement:
        "This statement of '{policy}' gives the {kind} '{name}' nothing: none of it passes {limits}. Who reads the policy takes it for access.",
      policy:
        "The attached policy '{policy}' gives the {kind} '{name}' nothing: none of it passes {limits}. Who reads the list of its policies takes it for access.",
    },
  },
  *checkPrincipal(principal, { graph, finding }) {
    if (emptiedAccess(graph, principal)) return;
    const { arn: subject, kind, name } = principal;
    const dataOf = (document: PolicyDocument, limits: readonly Limit[]) => ({
      policy: document.name,
      kind,
      name,
      limits: listing([...new Set(limits.map((limit) => limit.name))]),
    });
    for (const { document, attachment } of ownPolicies(graph, principal)) {
      const found = unreachableAllows(graph, principal, document);
      if (attachment && found.length === statementsWith('Allow', [document]).length) {
        const limits = [...new Set(found.flatMap((one) => one.limits))];
        const trace = limitTrace(limits);
        if (limits.length > 0)
          yield finding('policy', { at: attachment, subject, trace, data: dataOf(document, limits) });
      } else {
        for (const { statement, limits } of found) {
          const trace = limitTrace(limits);
          yield finding('statement', {
            at: statement.token,
            document,
            subject,
            trace,
            data: dataOf(document, limits),
          });
        }
      }
    }
  },
});

interface OwnPolicy {
  readonly document: PolicyDocument;
  /** Undefined for an embedded policy. */
  readonly attachment?: Token;
}

function ownPolicies(graph: PolicyGraph, principal: Entity): readonly OwnPolicy[] {
  return [
    ...principal.inlinePolicies.map((document) => ({ document })),
    ...principal.attachedPolicies.flatMap((attachment) => {
      const document = graph.managedPolicy(principal.account, attachment.value)?.document;
      return document && document.errors.length === 0 ? [{ document, attachment }] : [];
    }),
  ];
}

interface UnreachableAllow {
  readonly statement: Statement;
  readonly limits: readonly Limit[];
}

/** None where a policy that others have as well is not unreachable as a whole. */
function unreachableAllows(
  graph: PolicyGraph,
  principal: Entity,
  document: PolicyDocument,
): readonly UnreachableAllow[] {
  const found: UnreachableAllow[] = [];
  for (const grant of statementsWith('Allow', [document])) {
    const limits = unreachableBy(graph, principal, grant);
    if (limits) found.push({ statement: grant.statement, limits });
    else if (!isOnlyFor(graph, document)) return [];
  }
  return found;
}

/** Whether nobody else has the policy, for whom it may be written. */
function isOnlyFor(graph: PolicyGraph, document: PolicyDocument): boolean {
  return !isAwsManaged(document.owner) && graph.holdersOf(document).length === 1;
}
