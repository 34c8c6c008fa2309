import { possibleDecisions } from '../../evaluator/index.js';
import { matchingActions } from '../../graph/index.js';
import {
  listing,
  parseArn,
  type Condition,
  type Requester,
  type Statement,
  type StatementTrace,
} from '../../model/index.js';
import type { Situation } from '../answer/situation.js';
import { replaceDocument, replaceStatement } from '../change/changed-policies.js';
import { narrowed, narrowingCautions, type Exception } from '../change/narrowed-statement.js';
import { inOrder, jsonOf, without, type StatementJson } from '../change/statement-json.js';

/** A Deny that leaves the principal out, as far as it is about what is needed. */
export interface Exemption {
  readonly statements: readonly StatementJson[];
  /** What is added, and where. */
  readonly text: string;
  readonly caution?: string | undefined;
}

/** So much more may an exemption open before it is kept to what is needed. */
const MOST_OPENED = 3;

/**
 * Spares the principal; where that would open more than a little besides, the deny is stated a second time for the
 * principal, without what is needed. Undefined where no condition could single the principal out.
 */
export function exemptPrincipal(
  situation: Situation,
  deny: StatementTrace,
  exceptions: readonly Exception[],
): Exemption | undefined {
  const subject = subjectOf(situation);
  if (subject === undefined) return undefined;
  const { statement: spared, text } = sparing(subject, deny.statement);
  const opened = openedBesides(situation, deny, exceptions, spared);
  if (opened !== undefined && opened.length <= MOST_OPENED) {
    const caution =
      opened.length > 0
        ? `It opens ${listing(opened)} as well, which other policies of the principal allow.`
        : undefined;
    return { statements: [spared], text, caution };
  }
  const kept = narrowed(deny.statement, exceptions).map((json) => onlyFor(subject, without(json, 'Sid')));
  const cautions = narrowingCautions(deny.statement, exceptions);
  return {
    statements: [spared, ...kept],
    text,
    caution: cautions.length === 0 ? undefined : cautions.join(' '),
  };
}

/** How a condition singles a principal out. */
interface Subject {
  readonly key: string;
  readonly value: string;
  readonly unlike: 'ArnNotEquals' | 'StringNotEquals';
  readonly like: 'ArnEquals' | 'StringEquals';
  /** What `aws:userid` holds; undefined where that is not known. */
  readonly userId: string | undefined;
}

/** `aws:PrincipalArn` holds the role's ARN in each of its sessions, and is absent from the calls of services. */
function subjectOf({ bearing, request }: Situation): Subject | undefined {
  const { principal } = request;
  const { entity } = bearing;
  if (principal.kind === 'service') {
    const operators = { unlike: 'StringNotEquals', like: 'StringEquals' } as const;
    return { ...operators, key: 'aws:PrincipalServiceName', value: principal.service, userId: undefined };
  }
  const value = entity?.arn ?? arnOf(principal);
  const userId = entity && (entity.kind === 'role' ? `${entity.id}:*` : entity.id);
  return value === undefined
    ? undefined
    : { key: 'aws:PrincipalArn', value, unlike: 'ArnNotEquals', like: 'ArnEquals', userId };
}

function arnOf(principal: Requester): string | undefined {
  const isEntity = principal.kind === 'user' || principal.kind === 'role';
  return isEntity && parseArn(principal.arn)?.service === 'iam' ? principal.arn : undefined;
}

interface Spared {
  readonly statement: StatementJson;
  readonly text: string;
}

/** The statement with the principal added to those whom it spares, or with a condition that does. */
function sparing({ key, value, unlike, userId }: Subject, statement: Statement): Spared {
  const json = jsonOf(statement);
  const named = exceptionList(statement, key);
  if (named) return withValue(json, named, value);
  const ids = userId === undefined ? undefined : exceptionList(statement, 'aws:userid');
  if (ids && userId !== undefined) return withValue(json, ids, userId);
  const condition = { ...json.Condition, [unlike]: { ...json.Condition?.[unlike], [key]: value } };
  return {
    statement: inOrder({ ...json, Condition: condition }),
    text: `add the condition ${unlike} ${key} ${value}`,
  };
}

function onlyFor({ key, value, like }: Subject, json: StatementJson): StatementJson {
  const condition = { ...json.Condition, [like]: { ...json.Condition?.[like], [key]: value } };
  return inOrder({ ...json, Condition: condition });
}

/** A condition that spares those whom its values name. */
function exceptionList({ conditions }: Statement, key: string): Condition | undefined {
  return conditions.find(
    (condition) =>
      condition.key.value.toLowerCase() === key.toLowerCase() &&
      /^(?:String|Arn)Not(?:Equals|Like)(?:IfExists)?$/i.test(condition.operator.value),
  );
}

function withValue(json: StatementJson, { operator, key, values }: Condition, value: string): Spared {
  const operators = json.Condition ?? {};
  const list = [...values.map((token) => token.value), value];
  return {
    statement: {
      ...json,
      Condition: { ...operators, [operator.value]: { ...operators[operator.value], [key.value]: list } },
    },
    text: `add ${value} to the values of ${operator.value} ${key.value}`,
  };
}

/** Actions of the deny that nothing else would stop any more; undefined for a deny of too many services to tell. */
function openedBesides(
  { request, policies }: Situation,
  { document, statement }: StatementTrace,
  exceptions: readonly Exception[],
  spared: StatementJson,
): readonly string[] | undefined {
  const { action, resource } = statement;
  if (action === undefined || action.negated) return undefined;
  if (action.values.some(({ value }) => value === '*' || value === '*:*')) return undefined;
  const changed = replaceDocument(policies, document, replaceStatement(document, statement, [spared]));
  const needed = new Set(exceptions.map((exception) => exception.action.toLowerCase()));
  const own = resource?.negated ? [] : (resource?.values.map(({ value }) => value) ?? []);
  const resources = [...new Set([request.resource, ...own])];
  const denied = action.values.flatMap(({ value }) => matchingActions(value)).map(({ name }) => name);
  return [...new Set(denied)].filter(
    (name) =>
      !needed.has(name.toLowerCase()) &&
      resources.some((one) =>
        possibleDecisions({ ...request, action: name, resource: one }, changed).includes('allowed'),
      ),
  );
}
