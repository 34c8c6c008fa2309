import {
  defineRule,
  emptiedAccess,
  emptiedServices,
  isLock,
  listing,
  policyStep,
  policyText,
  setText,
  type EmptiedAccess,
  type ReachingStatement,
} from '../../src/linter/index.js';
import { grantOf } from '../../src/graph/index.js';
import type { Statement, Token } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'deny/no-emptied-access',
    description:
      'Disallow explicit denies that leave a principal, or a full access that it has, with nothing',
    severity: 'medium',
    confidence: 'high',
    remediation:
      'Decide which of the two is meant: remove the grants, or the whole principal if nobody needs it, or narrow the denies.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
    ],
    messages: {
      principal:
        "'{principal}' can do nothing of what it is granted: the denies of {policies} take all that is allowed by {grantors}. An explicit deny wins over every Allow.",
      locked:
        "'{principal}' is locked: {policies} denies it everything. What is allowed by {grantors} comes back as soon as somebody takes the deny away.",
      service:
        "'{principal}' can do nothing of {granted} by {grantors}: between them, the denies of {policies} take every action.",
    },
  },
  *checkPrincipal(principal, { graph, finding }) {
    const subject = principal.arn;
    const emptied = emptiedAccess(graph, principal);
    if (emptied) {
      yield finding(emptied.denies.some(isLock) ? 'locked' : 'principal', {
        ...evidenceOf(emptied),
        subject,
        data: { principal: principal.name, ...policiesOf(emptied) },
      });
    }
    for (const service of emptiedServices(graph, principal)) {
      yield finding('service', {
        ...evidenceOf(service),
        subject,
        data: { principal: principal.name, granted: service.granted.value, ...policiesOf(service) },
      });
    }
  },
});

function policiesOf({ grants, denies }: EmptiedAccess) {
  return { policies: namesOf(denies), grantors: namesOf(grants) };
}

function namesOf(statements: readonly ReachingStatement[]): string {
  return listing([...new Set(statements.map(({ policy }) => policyText(policy)))]);
}

/** The deny comes first, then the first grant of each policy. */
function evidenceOf({ grants, denies: [first, ...others] }: EmptiedAccess) {
  const { policy, statement } = first;
  const granting = grants.filter(
    (grant, index) => grants.findIndex((other) => other.policy === grant.policy) === index,
  );
  return {
    at: firstAction(statement),
    document: policy.document,
    related: [
      ...others.map((deny) => ({ token: firstAction(deny.statement), label: 'denies a part of it' })),
      ...granting.map((grant) => ({
        token: firstAction(grant.statement),
        label: `granted by '${grant.policy.document.name}'`,
      })),
    ],
    trace: [
      ...[first, ...others].map((deny) => policyStep(deny.policy, `Denies ${saysWhat(deny)}.`)),
      ...grants.map((grant) => policyStep(grant.policy, `Allows ${saysWhat(grant)}.`)),
    ],
  };
}

function firstAction({ action, token }: Statement): Token {
  return (action?.negated ? action.key : action?.values[0]) ?? token;
}

function saysWhat({ statement }: ReachingStatement): string {
  const { action, resource } = grantOf(statement);
  return `${setText(action, 'action')} on ${setText(resource, 'resource')}`;
}
