import { grantCovers, grantOf, standing, type Grant, type PolicyGraph } from '../graph/index.js';
import type { Account, Condition, Entity, PolicyDocument, Statement } from '../model/index.js';
import { includesAction } from './actions.js';
import { spares } from './requirements.js';

const CREATE_ROLE = 'iam:CreateRole';

/**
 * The users and roles of an account that can create every role whose ARN matches a pattern. A Deny in a service
 * control policy rules all of them out if it is for everybody, or spares certain principals: it protects the names.
 */
export function roleMakers(graph: PolicyGraph, account: Account, pattern: string): readonly Entity[] {
  const grant: Grant = {
    action: { negated: false, values: [CREATE_ROLE] },
    resource: { negated: false, values: [pattern] },
  };
  const levels = graph.controlPolicies('service-control', account.id).levels ?? [];
  const isProtected = levels
    .flatMap(({ documents }) => documents.flatMap(({ statements }) => statements))
    .some(
      (statement) =>
        statement.effect === 'Deny' &&
        statement.conditions.every(isAboutPrincipal) &&
        grantCovers(grantOf(statement), grant),
    );
  if (isProtected) return [];
  return graph
    .entities(account)
    .filter(
      (entity) =>
        graph
          .effectivePolicies(entity)
          .identity.some(({ document }) =>
            creating(document).some((statement) => grantCovers(grantOf(statement), grant)),
          ) && standing(graph, entity, grant) === 'whole',
    );
}

function isAboutPrincipal(condition: Condition): boolean {
  const isOnTag = condition.key.value.toLowerCase().startsWith('aws:principaltag/');
  return isOnTag || spares(condition, 'aws:PrincipalArn', () => true);
}

const creatingByDocument = new WeakMap<PolicyDocument, readonly Statement[]>();

/** The unconditional Allows of a policy that are about creating roles. */
function creating(document: PolicyDocument): readonly Statement[] {
  const known = creatingByDocument.get(document);
  if (known) return known;
  const found = document.statements.filter(
    ({ effect, action, conditions }) =>
      effect === 'Allow' && conditions.length === 0 && includesAction(action, CREATE_ROLE),
  );
  creatingByDocument.set(document, found);
  return found;
}
