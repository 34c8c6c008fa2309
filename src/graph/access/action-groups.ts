import { possibleDecisions, statementsAbout } from '../../evaluator/index.js';
import type { PolicyDocument, Requester, Statement } from '../../model/index.js';
import type { PolicyGraph } from '../graph.js';
import { policyClass, takesResource } from '../own-policy.js';
import { policiesFor } from '../request-policies.js';
import { USUAL_CONTEXT } from '../usual-context.js';
import { actionsMeant } from './action-list.js';
import { resourcesIn } from './bucket-policies.js';
import { ask, bearingOn } from './question.js';
import { meet, resourcesWithin, valuesOf } from './within.js';

/** Actions of one service about which the same statements speak, with the same outcome on the same resources. */
export interface ActionGroup {
  readonly actions: readonly [string, ...string[]];
  /** As statements that allow them have them; `*` for a NotAction. */
  readonly patterns: readonly string[];
  /** The resources that the statements name, and those of them on which the actions may be allowed. */
  readonly named: readonly string[];
  readonly reached: readonly string[];
}

interface Documents {
  /** In which an Allow may grant something: identity-based policies, and those of resources. */
  readonly granting: readonly PolicyDocument[];
  readonly limiting: readonly PolicyDocument[];
  /** Policies of resources, among the others. */
  readonly ofResources: readonly PolicyDocument[];
}

/** All actions that documents grant, in groups, each action judged on each resource. */
export function* actionGroups(
  graph: PolicyGraph,
  principal: Requester,
  documents: Documents,
): Iterable<ActionGroup> {
  for (const [first, ...others] of alike(principal, documents)) {
    const about = documents.granting.flatMap((document) => statementsAbout(document, first));
    const patterns = about.filter(({ effect }) => effect === 'Allow').flatMap(patternsOf);
    const resources = resourcesNamed(graph, principal, first, documents);
    const bearing = resources.map((resource) =>
      policiesFor(graph, { principal, action: first, resource, context: USUAL_CONTEXT }),
    );
    const byOutcome = new Map<string, [string, ...string[]]>();
    for (const action of [first, ...others]) {
      const outcome = bearing
        .map(({ request, policies }) => possibleDecisions({ ...request, action }, policies).join())
        .join('|');
      const known = byOutcome.get(outcome);
      if (known) known.push(action);
      else byOutcome.set(outcome, [action]);
    }
    for (const [outcome, actions] of byOutcome) {
      const outcomes = outcome.split('|');
      const reached = resources.filter((_, index) => outcomes[index]?.includes('allowed'));
      yield { actions, patterns: principal.kind === 'root' ? ['*'] : patterns, named: resources, reached };
    }
  }
}

/** Actions of one service that the same statements are about, and on which the same policies bear. */
function alike(
  principal: Requester,
  { granting, limiting }: Documents,
): Iterable<readonly [string, ...string[]]> {
  const granted =
    principal.kind === 'root'
      ? ['*']
      : granting.flatMap(({ statements }) =>
          statements.filter(({ effect }) => effect === 'Allow').flatMap(patternsOf),
        );
  const numbers = new Map<Statement, number>();
  const numberOf = (statement: Statement) => {
    const number = numbers.get(statement) ?? numbers.size;
    numbers.set(statement, number);
    return number;
  };
  const groups = new Map<string, [string, ...string[]]>();
  for (const action of new Set([...new Set(granted)].flatMap(actionsMeant))) {
    const about = [...granting, ...limiting].flatMap((document) => statementsAbout(document, action));
    const service = action.slice(0, action.indexOf(':'));
    const key = [service, policyClass(action), ...about.map(numberOf)].join();
    const group = groups.get(key);
    if (group) group.push(action);
    else groups.set(key, [action]);
  }
  return groups.values();
}

function patternsOf({ action }: Statement): readonly string[] {
  return action?.negated ? ['*'] : (action?.values ?? []).map(({ value }) => value);
}

/** The resources that statements about an action let it reach, what two of them have in common, and all of them. */
function resourcesNamed(
  graph: PolicyGraph,
  principal: Requester,
  action: string,
  { ofResources }: Documents,
): readonly string[] {
  if (!takesResource(action)) return ['*'];
  const { request, policies } = bearingOn(ask(graph, { action, resource: '*' }), principal);
  const ofBuckets = ofResources
    .map((document) => ({ ...document, statements: statementsAbout(document, action) }))
    .filter(({ statements }) => statements.length > 0)
    .flatMap((document) => resourcesIn(document, valuesOf(document, request, 'reached')));
  const named = [...new Set([...resourcesWithin('*', request, policies), ...ofBuckets])];
  const common = named.flatMap((one, index) =>
    named.slice(index + 1).flatMap((other) => meet(one, other) ?? []),
  );
  return [...new Set(['*', ...named, ...common])];
}
