import { possibleDecisions } from '../../evaluator/index.js';
import { matchingActions, type PolicyGraph } from '../../graph/index.js';
import { findAction } from '../../model/catalogue/index.js';
import {
  evidenceAt,
  isAwsManaged,
  listing,
  parseArn,
  type Condition,
  type PolicyDocument,
  type Statement,
  type StatementTrace,
} from '../../model/index.js';
import type { Obstacle } from '../answer/blockers.js';
import { judge, type Situation } from '../answer/situation.js';
import { accountOfPrincipal, homeOf, originOf, principalName, statementName } from '../answer/words.js';
import { actionsWithout } from '../change/action-patterns.js';
import { replaceDocument, replaceStatement } from '../change/changed-policies.js';
import { compact, inOrder, jsonOf, without, type StatementJson } from '../change/statement-json.js';
import type { Candidate, Needs } from './candidate.js';

/**
 * The deny without what is needed, for the principal alone where it binds others as well. Nobody gives up a deny for
 * want of MFA or TLS: to meet such a condition is the way.
 */
export function narrowDeny(needs: Needs, situation: Situation, obstacle: Obstacle): readonly Candidate[] {
  if (obstacle.kind !== 'deny') return [];
  const { deny } = obstacle;
  const { document, statement } = deny;
  if (isAwsManaged(document.owner) || asksForSafety(statement)) return [];
  const denied = needs.filter((need) => appliesTo(need, deny));
  const exempting = bindsOthers(situation, document) ? exemption(situation, statement) : undefined;
  if (bindsOthers(situation, document) && exempting === undefined) return [];
  const change = exempting
    ? exemptChange(situation, deny, denied, exempting)
    : { statements: narrowed(statement, denied), caution: resourceCaution(statement, denied) };
  if (change === undefined) return [];
  const where = `${statementName(statement, document)} of ${originOf(situation.graph, situation.bearing, document)}`;
  const what = listing([...new Set(denied.map(({ request }) => request.action))]);
  const text = exempting
    ? `Except ${principalName(situation.request.principal)} from ${where}: ${exempting.text}.`
    : change.statements.length === 0
      ? `Delete ${where}, which denies nothing but ${what}.`
      : `Except ${what} from ${where}.`;
  return [
    {
      kind: 'narrowDeny',
      text,
      account: homeOf(situation.graph, document, accountOfPrincipal(situation.request.principal)),
      replaces: evidenceAt(statement.token),
      statements: change.statements,
      caution: change.caution,
      apply: (all) => applied(all, deny, change.statements),
    },
  ];
}

function applied(
  needs: Needs,
  { document, statement }: StatementTrace,
  changed: readonly StatementJson[],
): Needs {
  const replacement = replaceStatement(document, statement, changed);
  return needs.map((need) => ({
    ...need,
    policies: replaceDocument(need.policies, document, replacement),
  }));
}

function appliesTo(need: Situation, { statement }: StatementTrace): boolean {
  return judge(need)
    .trace.flatMap(({ statements }) => statements)
    .some((trace) => trace.statement === statement && trace.applies !== 'false');
}

const SAFETY_KEYS: ReadonlySet<string> = new Set([
  'aws:multifactorauthpresent',
  'aws:multifactorauthage',
  'aws:securetransport',
]);

export function asksForSafety({ conditions }: Statement): boolean {
  return conditions.some(({ key }) => SAFETY_KEYS.has(key.value.toLowerCase()));
}

/** Whether a deny holds for anybody else but the principal. */
function bindsOthers({ graph, request, bearing }: Situation, document: PolicyDocument): boolean {
  if (request.principal.kind !== 'user' && request.principal.kind !== 'role') return false;
  switch (document.type) {
    case 'identity-based':
      return principalsWith(graph, document) > 1;
    case 'permissions-boundary':
      return graph.boundedBy(document).length > 1;
    default:
      return bearing.entity !== undefined;
  }
}

function principalsWith(graph: PolicyGraph, document: PolicyDocument): number {
  const holders = graph.holdersOf(document);
  const members = holders.flatMap(({ arn, kind }) =>
    kind === 'group' ? graph.incoming(arn, 'member-of').map(({ from }) => from) : [arn],
  );
  return new Set(members).size;
}

interface Exemption {
  readonly statement: StatementJson;
  /** What is added, and where. */
  readonly text: string;
}

/** The statement with the principal added to those whom it spares. */
function exemption({ bearing, request }: Situation, statement: Statement): Exemption | undefined {
  const { entity } = bearing;
  if (entity === undefined) return undefined;
  const json = jsonOf(statement);
  const arns = exceptionList(statement, 'aws:principalarn');
  const ids = exceptionList(statement, 'aws:userid');
  if (arns) return { statement: withValue(json, arns, entity.arn), text: addedText(entity.arn, arns) };
  if (ids) {
    const id = request.principal.kind === 'role' ? `${entity.id}:*` : entity.id;
    return { statement: withValue(json, ids, id), text: addedText(id, ids) };
  }
  const operator = 'ArnNotEquals';
  const condition = {
    ...json.Condition,
    [operator]: { ...json.Condition?.[operator], 'aws:PrincipalArn': entity.arn },
  };
  return {
    statement: inOrder({ ...json, Condition: condition }),
    text: `add the condition ${operator} aws:PrincipalArn ${entity.arn}`,
  };
}

function addedText(value: string, { operator, key }: Condition): string {
  return `add ${value} to the values of ${operator.value} ${key.value}`;
}

/** A condition that spares those whom its values name. */
function exceptionList({ conditions }: Statement, key: string): Condition | undefined {
  return conditions.find(
    (condition) =>
      condition.key.value.toLowerCase() === key &&
      /^(?:String|Arn)Not(?:Equals|Like)(?:IfExists)?$/i.test(condition.operator.value),
  );
}

function withValue(json: StatementJson, { operator, key, values }: Condition, value: string): StatementJson {
  const operators = json.Condition ?? {};
  return {
    ...json,
    Condition: {
      ...operators,
      [operator.value]: {
        ...operators[operator.value],
        [key.value]: [...values.map((token) => token.value), value],
      },
    },
  };
}

interface Change {
  readonly statements: readonly StatementJson[];
  readonly caution?: string | undefined;
}

/** So much more may an exemption open before it is kept to what is needed. */
const MOST_OPENED = 3;

/**
 * Spares the principal; where that would open more than a little besides, the deny is stated a second time for the
 * principal, without what is needed.
 */
function exemptChange(
  situation: Situation,
  deny: StatementTrace,
  denied: Needs,
  { statement: spared }: Exemption,
): Change | undefined {
  const opened = openedBesides(situation, deny, denied, spared);
  if (opened !== undefined && opened.length <= MOST_OPENED) {
    return {
      statements: [spared],
      caution:
        opened.length > 0
          ? `It opens ${listing(opened)} as well, which other policies of the principal allow.`
          : undefined,
    };
  }
  const arn = situation.bearing.entity?.arn;
  if (arn === undefined) return undefined;
  const kept = narrowed(deny.statement, denied).map((json): StatementJson => {
    const { Condition: conditions } = json;
    const onlyThis = { ...conditions?.['ArnEquals'], 'aws:PrincipalArn': arn };
    return inOrder({ ...without(json, 'Sid'), Condition: { ...conditions, ArnEquals: onlyThis } });
  });
  return { statements: [spared, ...kept] };
}

/** Actions of the deny that nothing else would stop any more; undefined for a deny of too many services to tell. */
function openedBesides(
  situation: Situation,
  { document, statement }: StatementTrace,
  denied: Needs,
  spared: StatementJson,
): readonly string[] | undefined {
  if (statement.action === undefined || statement.action.negated) return undefined;
  if (statement.action.values.some(({ value }) => value === '*' || value === '*:*')) return undefined;
  const policies = replaceDocument(
    situation.policies,
    document,
    replaceStatement(document, statement, [spared]),
  );
  const needed = new Set(denied.map(({ request }) => request.action.toLowerCase()));
  const own = statement.resource?.negated ? [] : (statement.resource?.values.map(({ value }) => value) ?? []);
  const resources = [...new Set([situation.request.resource, ...own])];
  const actions = statement.action.values
    .flatMap(({ value }) => matchingActions(value))
    .map(({ name }) => name);
  return [...new Set(actions)].filter(
    (action) =>
      !needed.has(action.toLowerCase()) &&
      resources.some((resource) =>
        possibleDecisions({ ...situation.request, action, resource }, policies).includes('allowed'),
      ),
  );
}

/** The deny without what is needed, in as many statements as that takes. None: it denies nothing else. */
function narrowed(statement: Statement, denied: Needs): readonly StatementJson[] {
  const json = jsonOf(statement);
  const actions = [...new Set(denied.map(({ request }) => request.action))].sort();
  return [...withoutActions(json, statement, actions), ...onOtherResources(json, statement, denied)];
}

function withoutActions(
  json: StatementJson,
  { action }: Statement,
  actions: readonly string[],
): readonly StatementJson[] {
  const rest = without(json, 'Action', 'NotAction');
  const values = action?.values.map(({ value }) => value) ?? [];
  if (action?.negated) return [inOrder({ ...rest, NotAction: [...values, ...actions] })];
  const left = values.map((value) => actionsWithout(value, actions));
  if (left.includes(undefined)) return [inOrder({ ...rest, NotAction: compact(actions) })];
  const kept = left.flatMap((patterns) => patterns ?? []);
  return kept.length === 0 ? [] : [inOrder({ ...rest, Action: compact(kept) })];
}

/** What is needed on one resource stays denied on all others. */
function onOtherResources(
  json: StatementJson,
  statement: Statement,
  denied: Needs,
): readonly StatementJson[] {
  if (!isEveryResource(statement)) return [];
  const rest = without(json, 'Sid', 'Action', 'NotAction', 'Resource');
  const byAction = new Map<string, Set<string>>();
  for (const { request } of denied) {
    if (!isOneResource(request.action, request.resource)) continue;
    const resources = byAction.get(request.action) ?? new Set();
    byAction.set(request.action, resources.add(request.resource));
  }
  return [...byAction].map(([action, resources]) =>
    inOrder({ ...rest, Action: action, NotResource: compact([...resources].sort()) }),
  );
}

function isEveryResource({ resource }: Statement): boolean {
  return resource !== undefined && !resource.negated && resource.values.some(({ value }) => value === '*');
}

/** Whether an action is asked about one resource, and touches no other type of resource in the same operation. */
function isOneResource(name: string, resource: string): boolean {
  const action = findAction(name);
  return (
    action !== undefined &&
    action.resourceTypes.length > 0 &&
    action.requiredResourceTypes.length < 2 &&
    parseArn(resource) !== undefined &&
    !resource.includes('*')
  );
}

function resourceCaution(statement: Statement, denied: Needs): string | undefined {
  const open = denied.filter(
    ({ request }) =>
      (findAction(request.action)?.resourceTypes.length ?? 0) > 0 &&
      !(isEveryResource(statement) && isOneResource(request.action, request.resource)),
  );
  const actions = [...new Set(open.map(({ request }) => request.action))];
  return actions.length === 0
    ? undefined
    : `It opens ${listing(actions)} on every resource that the statement is about.`;
}
