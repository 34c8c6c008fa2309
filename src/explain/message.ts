import { deniedPrincipal, NOTHING_SAID, type Denial } from './denial.js';
import { readEnvelope, statedReason, type Envelope } from './message-envelope.js';
import { findCore, resourceArn, type Core } from './message-core.js';
import { findReason, type Reason } from './message-reason.js';
import { actionOfOperation, canonicalAction } from './operation.js';
import { denseText, plainText, type DenseText } from './message-text.js';
import { parseArn } from '../model/index.js';

/** What one form of message says; the envelope adds the rest. */
type Said = Partial<Omit<Denial, 'form'>>;

/**
 * What an access-denied message says, in any of the forms that AWS's services, the AWS CLI, the SDKs, CloudFormation
 * and Terraform give it, wrapped and quoted as it may be. Undefined where the text is no denial.
 */
export function parseMessage(text: string): Denial | undefined {
  const message = denseText(plainText(text));
  const envelope = readEnvelope(message);
  const core = findCore(message);
  const said =
    (core === undefined ? undefined : saidBySentence(core, message)) ??
    saidByReasonAlone(message) ??
    saidByService(message, envelope) ??
    saidByCode(message, envelope);
  if (said === undefined) return undefined;
  const { operation, requestId, encodedMessage } = envelope;
  const service = said.service ?? said.action?.split(':')[0] ?? envelope.service;
  const action =
    said.action ??
    (service === undefined || operation === undefined ? undefined : actionOfOperation(service, operation));
  return { ...NOTHING_SAID, operation, requestId, encodedMessage, form: 'message', ...said, service, action };
}

function saidBySentence({ principal, action, resource, reason, federated }: Core, message: DenseText): Said {
  return {
    principal,
    action: action === undefined ? undefined : canonicalAction(action),
    resource: resource === undefined ? undefined : resourceArn(resource, principal),
    ...(federated && action?.startsWith('sts:AssumeRoleWith') === true && { special: 'federatedTrust' }),
    ...(reason !== undefined && saidByReason(reason)),
    ...(action === undefined && { special: 'bare', statedReason: statedReason(message, readEnvelope(message)) }),
  };
}

function saidByReason({ start: _, action: __, ...reason }: Reason): Said {
  return reason;
}
