import {
  actionGrants,
  EVERYTHING,
  grantCovers,
  isEveryResource,
  matchingActions,
  type ActionGrant,
  type Grant,
} from '../graph/index.js';
import type { PolicyDocument, Statement, Token } from '../model/index.js';

/** One of the grants that add up to everything. */
export interface Part extends ActionGrant {
  readonly document: PolicyDocument;
}

/** What makes a statement allow every action on every resource, where its conditions are met. */
export function everythingIn(statement: Statement): Token | undefined {
  if (statement.effect !== 'Allow') return undefined;
  return actionGrants(statement).find(({ grant }) => grantCovers(grant, EVERYTHING))?.token;
}

/**
 * The grants that together are every action on every resource, without a condition: one that leaves some actions out,
 * and those that bring them back. Undefined where they are not, and where a single one is everything.
 */
export function everythingTogether(
  documents: readonly PolicyDocument[],
): readonly [Part, ...Part[]] | undefined {
  const parts = documents.flatMap(partsOf);
  if (parts.some(({ grant }) => grantCovers(grant, EVERYTHING))) return undefined;
  for (const first of parts) {
    if (!first.grant.action.negated) continue;
    const others = first.grant.action.values.map((exempt) =>
      bringingBack(
        exempt,
        parts.filter((part) => part !== first),
      ),
    );
    if (others.every((found) => found !== undefined)) return [first, ...new Set(others.flat())];
  }
  return undefined;
}

const partsByDocument = new WeakMap<PolicyDocument, readonly Part[]>();

function partsOf(document: PolicyDocument): readonly Part[] {
  const known = partsByDocument.get(document);
  if (known) return known;
  const found = document.statements
    .filter(isUnlimited)
    .flatMap(actionGrants)
    .map((grant) => ({ ...grant, document }));
  partsByDocument.set(document, found);
  return found;
}

function isUnlimited({ effect, conditions, resource }: Statement): boolean {
  return (
    effect === 'Allow' &&
    conditions.length === 0 &&
    resource?.negated === false &&
    resource.values.some(({ value }) => isEveryResource(value))
  );
}

/** The parts that have the actions of a pattern between them. */
function bringingBack(pattern: string, parts: readonly Part[]): readonly Part[] | undefined {
  const whole = parts.find(({ grant }) => grantCovers(grant, grantOn(pattern)));
  if (whole) return [whole];
  const actions = matchingActions(pattern);
  const found = actions.map(({ name }) => parts.find(({ grant }) => grantCovers(grant, grantOn(name))));
  return actions.length > 0 && found.every((part) => part !== undefined) ? found : undefined;
}

function grantOn(action: string): Grant {
  return { ...EVERYTHING, action: { negated: false, values: [action] } };
}
