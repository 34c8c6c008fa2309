import { deniedPrincipal, isDenialCode, NOTHING_SAID, type Denial, type DeniedPrincipal } from './denial.js';
import { contextOf } from './cloudtrail-context.js';
import { resourceOf } from './cloudtrail-resource.js';
import { objectOf, textOf, type JsonObject } from './json.js';
import { parseMessage } from './message.js';
import { actionOfOperation, servicePrefix } from './operation.js';

/** The error code of a network activity event: the VPC endpoint's policy stopped the request. */
const VPC_ENDPOINT_CODE = 'VpceAccessDenied';

/** Whether an object is a CloudTrail event, denied or not. */
export function isCloudTrailEvent(value: JsonObject): boolean {
  return textOf(value['eventSource']) !== undefined && textOf(value['eventName']) !== undefined;
}

/**
 * A CloudTrail event of a call that was denied; undefined for one that was not. Its message says what failed and why,
 * as far as it does; the rest of the event says who called what, and with which context.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html
 */
export function parseCloudTrailEvent(event: JsonObject): Denial | undefined {
  const errorCode = textOf(event['errorCode']);
  const errorMessage = textOf(event['errorMessage']);
  const message = errorMessage === undefined ? undefined : parseMessage(errorMessage);
  const isEndpoint = errorCode === VPC_ENDPOINT_CODE;
  const isDenied =
    message !== undefined || isEndpoint || (errorCode !== undefined && isDenialCode(errorCode));
  if (!isDenied) return undefined;
  const source = textOf(event['eventSource']) ?? '';
  const operation = textOf(event['eventName']) ?? '';
  const service = servicePrefix(source);
  const called = actionOf(service ?? source.split('.')[0] ?? '', operation);
  const action = message?.action ?? called;
  const identified = principalOf(objectOf(event['userIdentity']) ?? {});
  return {
    ...NOTHING_SAID,
    ...(isEndpoint ? { policyType: 'vpc-endpoint' } : { special: 'bare' }),
    statedReason: message === undefined && !isEndpoint ? errorMessage?.replaceAll(/\s+/g, ' ') : undefined,
    ...message,
    form: 'cloudtrail',
    principal: message?.principal?.arn === undefined ? (identified ?? message?.principal) : message.principal,
    action,
    // What the operation was called for is not what another action failed on.
    resource: message?.resource ?? (action === called ? resourceOf(event, service) : undefined),
    operation,
    service,
    requestId: textOf(event['requestID']),
    context: contextOf(event),
  };
}

function actionOf(service: string, operation: string): string {
  return actionOfOperation(service, operation) ?? `${service}:${operation}`;
}

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
function principalOf(identity: JsonObject): DeniedPrincipal | undefined {
  const account = textOf(identity['accountId']);
  if (account === 'ANONYMOUS_PRINCIPAL' || account === 'anonymous') return deniedPrincipal('anonymous');
  const name =
    textOf(identity['arn']) ??
    (identity['type'] === 'AWSService' ? textOf(identity['invokedBy']) : undefined) ??
    textOf(identity['principalId']) ??
    textOf(identity['userName']) ??
    account;
  return name === undefined ? undefined : deniedPrincipal(name);
}
