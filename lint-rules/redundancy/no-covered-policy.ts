import { compile } from '../../src/evaluator/index.js';
import type { Identity, PolicyGraph } from '../../src/graph/index.js';
import type { Account, PolicyDocument, Token } from '../../src/model/index.js';
import { coveringStatements, defineRule, statementsWith } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'redundancy/no-covered-policy',
    description:
      'Disallow policies that grant an identity nothing that another of its policies does not grant',
    severity: 'low',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation: 'Detach or delete the policy, or take the broader one away if that was not meant.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_manage-attach-detach.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    ],
    messages: {
      attached:
        "'{policy}' adds nothing to the {kind} '{name}': '{other}', which it has as well, allows all of it. Whoever detaches '{policy}' takes nothing away.",
      embedded:
        "The embedded policy '{policy}' adds nothing to the {kind} '{name}': '{other}', which it has as well, allows all of it.",
    },
  },
  *checkAccount(account, { graph, finding }) {
    for (const identity of [...account.users, ...account.groups, ...account.roles]) {
      const own = ownPolicies(graph, account, identity);
      const all = reachingDocuments(graph, identity, own);
      const covered = new Set<PolicyDocument>();
      // From the end, so that of two that grant the same the first stays.
      for (const { document, at } of own.toReversed()) {
        const other = all.find(
          (candidate) => !covered.has(candidate) && candidate !== document && isCovered(document, candidate),
        );
        if (other === undefined) continue;
        covered.add(document);
        const { arn: subject, kind, name } = identity;
        const data = { policy: document.name, kind, name, other: other.name };
        const related = [{ token: other.token, label: 'allows all of it' }];
        yield document.owner === identity.arn
          ? finding('embedded', { at, document, subject, related, data })
          : finding('attached', { at, subject, related, data });
      }
    }
  },
});

interface OwnPolicy {
  readonly document: PolicyDocument;
  /** The embedded policy, or its attachment. */
  readonly at: Token;
}

function ownPolicies(
  graph: PolicyGraph,
  account: Account,
  { inlinePolicies, attachedPolicies }: Identity,
): readonly OwnPolicy[] {
  return [
    ...inlinePolicies.map((document) => ({ document, at: document.token })),
    ...attachedPolicies.flatMap((at) => {
      const document = graph.managedPolicy(account.id, at.value)?.document;
      return document ? [{ document, at }] : [];
    }),
  ];
}

/** Those of a user's groups as well. */
function reachingDocuments(
  graph: PolicyGraph,
  identity: Identity,
  own: readonly OwnPolicy[],
): readonly PolicyDocument[] {
  return identity.kind === 'user'
    ? graph.effectivePolicies(identity).identity.map(({ document }) => document)
    : own.map(({ document }) => document);
}

const verdicts = new WeakMap<PolicyDocument, WeakMap<PolicyDocument, boolean>>();

/** Whether a policy that only allows allows nothing that another does not allow. Worked out once for each pair. */
function isCovered(document: PolicyDocument, other: PolicyDocument): boolean {
  const known = verdicts.get(document) ?? new WeakMap<PolicyDocument, boolean>();
  verdicts.set(document, known);
  const verdict = known.get(other) ?? findCovered(document, other);
  known.set(other, verdict);
  return verdict;
}

function findCovered(document: PolicyDocument, other: PolicyDocument): boolean {
  const allows = statementsWith('Allow', [document]);
  if (allows.length === 0 || allows.length < document.statements.length || document.errors.length > 0)
    return false;
  if (!reachesServices(document, other)) return false;
  const others = statementsWith('Allow', [other]);
  return allows.every((allow) => coveringStatements(allow, others) !== undefined);
}

/** Whether a policy has something to say of every service that another speaks of: rules out most pairs at once. */
function reachesServices(document: PolicyDocument, other: PolicyDocument): boolean {
  const { general, byService } = compile(other);
  return (
    general.length > 0 || [...compile(document).byService.keys()].every((service) => byService.has(service))
  );
}
