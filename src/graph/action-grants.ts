import type { Statement, Token } from '../model/index.js';
import { grantOf, type Grant } from './pattern-set.js';
import { isEveryAction, serviceOfWildcard } from './wildcards.js';

/** One of the actions of a statement, as the statement has it. */
export interface ActionGrant {
  readonly token: Token;
  readonly grant: Grant;
}

/** The actions of a statement one by one. A NotAction is one, at its key. */
export function actionGrants(statement: Statement): readonly ActionGrant[] {
  const grant = grantOf(statement);
  const element = statement.action;
  if (element === undefined) return [];
  if (element.negated) return [{ token: element.key, grant }];
  return element.values.map((token) => ({
    token,
    grant: { ...grant, action: { negated: false, values: [token.value] } },
  }));
}

/** Every action, every action of a service, or everything but some. */
export function isWide({ token, grant }: ActionGrant): boolean {
  return grant.action.negated || isEveryAction(token.value) || serviceOfWildcard(token.value) !== undefined;
}
