import { parseArn } from '../../model/index.js';
import { deniedPrincipal, NOTHING_SAID, type Denial } from './denial.js';
import { listOf, objectOf, textOf, type JsonObject } from './json.js';
import { actionOfOperation, canonicalAction, servicePrefix } from './operation.js';

/** Whether an object is what `sts:DecodeAuthorizationMessage` returns. */
export function isDecodedMessage(value: JsonObject): boolean {
  return typeof value['allowed'] === 'boolean' && objectOf(value['context']) !== undefined;
}

/**
 * A decoded authorization message: the best source there is, since it has the request's context. Undefined where it
 * says that the request was allowed.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html
 */
export function parseDecodedMessage(value: JsonObject): Denial | undefined {
  if (value['allowed'] !== false) return undefined;
  const context = objectOf(value['context']) ?? {};
  const principal = objectOf(context['principal']) ?? {};
  const who = textOf(principal['arn']) ?? textOf(principal['id']);
  const resource = textOf(context['resource']);
  const userId = textOf(principal['id']);
  return {
    ...NOTHING_SAID,
    form: 'decoded',
    kind: value['explicitDeny'] === true ? 'explicitDeny' : 'implicitDeny',
    principal: who === undefined ? undefined : deniedPrincipal(who),
    action: actionOf(textOf(context['action']), resource),
    resource,
    statementIds: items(value['matchedStatements'])
      .map((statement) => textOf(statement['statementId']))
      .filter((id) => id !== undefined),
    context: Object.fromEntries([
      ...(userId === undefined ? [] : [['aws:userid', [userId]] as const]),
      ...items(context['conditions']).flatMap(conditionValues),
    ]),
  };
}

function conditionValues(condition: JsonObject): [string, readonly string[]][] {
  const key = textOf(condition['key']);
  const values = items(condition['values'])
    .map((item) => item['value'])
    .filter((value) => typeof value === 'string');
  return key === undefined ? [] : [[key, values]];
}

/** AWS wraps every list in an object. */
function items(value: unknown): JsonObject[] {
  return listOf(objectOf(value)?.['items'])
    .map(objectOf)
    .filter((item) => item !== undefined);
}

/** EC2 writes the action with its service; AWS's own example has `RunInstances` alone. */
function actionOf(action: string | undefined, resource: string | undefined): string | undefined {
  if (action === undefined || action.includes(':')) {
    return action === undefined ? undefined : canonicalAction(action);
  }
  const service = servicePrefix(parseArn(resource ?? '')?.service ?? 'ec2') ?? 'ec2';
  return actionOfOperation(service, action) ?? `${service}:${action}`;
}
