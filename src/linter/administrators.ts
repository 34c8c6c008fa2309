import { EVERYTHING, grantCovers, grantOf, standing, type Grant, type PolicyGraph } from '../graph/index.js';
import type { Statement, User } from '../model/index.js';
import { everythingIn } from './everything.js';
import { isFlag } from './requirements.js';

/** What makes an administrator of whoever can do it. */
const ADMINISTRATION: Grant = {
  ...EVERYTHING,
  action: { negated: false, values: ['iam:AttachUserPolicy'] },
};

/**
 * Whether a user has every action on every resource, by one statement without conditions that nothing limits, and no
 * Deny asks for MFA.
 */
export function administersWithoutMfa(graph: PolicyGraph, user: User): boolean {
  const { identity } = graph.effectivePolicies(user);
  const statements = identity.flatMap(({ document }) => document.statements);
  return (
    statements.some(allowsEverything) &&
    !statements.some(deniesWithoutMfa) &&
    standing(graph, user, EVERYTHING) !== 'less'
  );
}

function allowsEverything(statement: Statement): boolean {
  return statement.conditions.length === 0 && everythingIn(statement) !== undefined;
}

function deniesWithoutMfa(statement: Statement): boolean {
  return (
    statement.effect === 'Deny' &&
    grantCovers(grantOf(statement), ADMINISTRATION) &&
    statement.conditions.every((condition) => isFlag(condition, 'aws:MultiFactorAuthPresent', 'false'))
  );
}
