import { possibleDecisions } from '../../evaluator/index.js';
import { policiesFor, USUAL_CONTEXT, type PolicyGraph } from '../../graph/index.js';
import { parseArn, type Entity, type Role } from '../../model/index.js';
import { abilityTo, type Ability } from './abilities.js';
import { allowing } from './allowing.js';

const ASSUME_ROLE = 'sts:AssumeRole';

/**
 * The roles of the same account that a principal may be able to assume: those that trust it, and where its own
 * policies allow it to assume roles, those that trust the account.
 */
export function rolesTrusting(graph: PolicyGraph, entity: Entity): readonly Role[] {
  const mayAsk = allowing(graph, entity, ASSUME_ROLE).length > 0;
  const root = `arn:${parseArn(entity.arn)?.partition ?? 'aws'}:iam::${entity.account}:root`;
  const trusting = [entity.arn, '*', ...(mayAsk ? [root, entity.account] : [])].flatMap((trusted) =>
    graph.incoming(trusted, 'trusts').map(({ from }) => from),
  );
  return [...new Set(trusting)].flatMap((arn) => {
    const role = graph.entity(arn);
    const isOther = role?.kind === 'role' && role !== entity && role.account === entity.account;
    return isOther ? [role] : [];
  });
}

/** What lets a principal assume a role. */
export interface Assuming {
  /** Empty where the role trust policy alone does. */
  readonly abilities: readonly Ability[];
  /** False where a condition, or a policy that was not read, decides. */
  readonly certain: boolean;
}

/** Whether a principal can assume a role, by the role trust policy and all that bears on the principal; undefined where not. */
export function abilityToAssume(graph: PolicyGraph, entity: Entity, { arn }: Role): Assuming | undefined {
  const { request, policies } = policiesFor(graph, {
    principal: entity,
    action: ASSUME_ROLE,
    resource: arn,
    context: USUAL_CONTEXT,
  });
  const possible = possibleDecisions(request, policies);
  if (!possible.includes('allowed')) return undefined;
  const certain = !possible.includes('implicitDeny');
  // Asked without the role trust policy, for the statement alone.
  const ability = abilityTo(graph, entity, { action: ASSUME_ROLE, resource: arn });
  return { abilities: ability ? [{ ...ability, certain }] : [], certain };
}
