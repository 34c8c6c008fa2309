import { accountAssumers, policiesForAssuming, type PolicyGraph } from '../../src/graph/index.js';
import {
  asksForPrincipalTag,
  defineRule,
  deniesOn,
  includesAction,
  listing,
  singlesOutEntities,
} from '../../src/linter/index.js';
import { accountNamedBy } from '../../src/model/index.js';
import type { Confidence, Entity, FindingStep, Role } from '../../src/model/index.js';

/** A message names so many principals at most, and the trace shows the policies of as many. */
const MOST_NAMES = 5;

export default defineRule({
  meta: {
    id: 'trust/no-account-root',
    description: 'Disallow role trust policies that trust their whole account',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation:
      'Name the users and roles that are to assume the role, or single them out by a condition on aws:PrincipalArn or aws:PrincipalTag.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
    ],
    messages: {
      assumers:
        "'{principal}' is the whole account and not its root user. Identity-based policies let {number} assume the role: {names}.",
      possible:
        "'{principal}' is the whole account and not its root user. Identity-based policies may let {number} assume the role, where a condition is met or a policy that was not read allows it: {names}.",
      nobody:
        "'{principal}' is the whole account and not its root user. No policy there lets anybody assume the role, so the trust lets in nobody.",
      unknownAccount:
        "'{principal}' is the whole account and not its root user. Whoever has a policy there that allows it can assume the role.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, principal, action } = statement;
    if (effect !== 'Allow' || !principal || principal.negated || !includesAction(action, 'sts:AssumeRole'))
      return;
    if (singlesOutEntities(statement, deniesOn(graph, document)) || asksForPrincipalTag(statement)) return;
    const role = graph.entity(document.owner);
    for (const { kind, token } of principal.values) {
      const account = kind === 'AWS' ? accountNamedBy(token.value) : undefined;
      if (account === undefined || account !== (role?.account ?? account)) continue;
      const place = { at: token, document };
      const data = { principal: token.value };
      if (role?.kind !== 'role') {
        yield finding('unknownAccount', { ...place, confidence: 'medium', data });
        continue;
      }
      const { certain, possible } = accountAssumers(graph, role, document, statement);
      if (certain.length > 0) {
        yield finding('assumers', {
          ...place,
          ...evidence(graph, role, certain),
          data: { ...data, ...who(certain, possible) },
        });
      } else if (possible.length > 0) {
        yield finding('possible', {
          ...place,
          ...evidence(graph, role, possible),
          data: { ...data, ...who(possible) },
        });
      } else {
        yield finding('nobody', { ...place, data });
      }
    }
  },
});

/** How many they are and the first of their names, with a word on those who depend on more than is known. */
function who(entities: readonly Entity[], others: readonly Entity[] = []) {
  const first = entities.slice(0, MOST_NAMES).map(nameOf);
  const unnamed = entities.length - first.length;
  const names = unnamed === 0 ? listing(first, MOST_NAMES) : `${first.join(', ')} and ${unnamed} more`;
  const more = others.length === 0 ? '' : `; ${others.length} more where a condition is met`;
  return {
    number: entities.length === 1 ? '1 principal' : `${entities.length} principals`,
    names: names + more,
  };
}

function nameOf({ kind, path, name }: Entity): string {
  return kind + path + name;
}

/** The policies that allow it; nobody knows what those of the organization say where they were not read. */
function evidence(graph: PolicyGraph, role: Role, entities: readonly Entity[]) {
  const confidence: Confidence = graph.organization === undefined ? 'medium' : 'high';
  const trace: readonly FindingStep[] = entities.slice(0, MOST_NAMES).flatMap((entity) =>
    policiesForAssuming(graph, entity, role).map(({ document, via }) => ({
      policyType: document.type,
      policy: document.name,
      owner: document.owner,
      via,
      text: `Allows ${nameOf(entity)} to assume the role.`,
    })),
  );
  return { confidence, trace };
}
