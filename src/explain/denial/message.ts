import { isAccountId } from '../../model/index.js';
import { NOTHING_SAID, type Denial } from './denial.js';
import { readEnvelope, statedReason, type Envelope } from './message-envelope.js';
import { findCore, resourceArn, type Core } from './message-core.js';
import { findReason, type Reason } from './message-reason.js';
import { denseText, plainText, type DenseText } from './message-text.js';
import { actionOfOperation, canonicalAction } from './operation.js';
import { partitionOfRegion } from './region.js';

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
    (core === undefined ? undefined : saidBySentence(core, message, envelope)) ??
    saidByService(message, envelope) ??
    saidByReasonAlone(message) ??
    saidByCode(message, envelope);
  if (said === undefined) return undefined;
  const { operation, requestId, encodedMessage } = envelope;
  const service = said.service ?? envelope.service;
  const called =
    service === undefined || operation === undefined ? undefined : actionOfOperation(service, operation);
  return {
    ...NOTHING_SAID,
    form: 'message',
    operation,
    requestId,
    encodedMessage,
    ...said,
    service,
    action: said.action ?? called,
  };
}

function saidBySentence(core: Core, message: DenseText, envelope: Envelope): Said {
  const { principal, action, resource, reason, federated } = core;
  const why = reason === undefined ? {} : saidByReason(reason);
  if (action === undefined) {
    return { principal, special: 'bare', statedReason: statedReason(message, envelope), ...why };
  }
  return {
    principal,
    action: canonicalAction(action),
    resource: resource === undefined ? undefined : resourceArn(resource, principal),
    special: federated && action.startsWith('sts:AssumeRoleWith') ? 'federatedTrust' : undefined,
    ...why,
  };
}

function saidByReason(reason: Reason): Said {
  const { kind, policyType, through, policyArn, causes, statedReason } = reason;
  return {
    kind,
    policyType,
    through,
    policyArn,
    causes,
    statedReason,
    ...(reason.special !== undefined && { special: reason.special }),
  };
}

/** A log often keeps only the end of a message. */
function saidByReasonAlone(message: DenseText): Said | undefined {
  const reason = findReason(message, 0, message.folded.length);
  if (reason === undefined) return undefined;
  if (reason.policyType === undefined && reason.special === undefined && reason.causes.length === 0) {
    return undefined;
  }
  return {
    ...saidByReason(reason),
    ...(reason.action !== undefined && { action: canonicalAction(reason.action) }),
  };
}

const QUEUE = 'accesstotheresource';
const AUTHORIZER = 'userisnotauthorizedtoaccessthisresource';
const ORGANIZATIONS = "youdon'thavepermissionstoaccessthisresource";

/** Services with a sentence of their own. */
function saidByService(message: DenseText, envelope: Envelope): Said | undefined {
  const { dense, folded } = message;
  if (folded.includes('cross-accountpassroleisnotallowed')) {
    return { special: 'crossAccountPassRole', action: 'iam:PassRole' };
  }
  const queue = folded.indexOf(`${QUEUE}http`);
  if (queue !== -1) return queueDenied(dense.slice(queue + QUEUE.length, queue + QUEUE.length + 400));
  const authorizer = folded.indexOf(AUTHORIZER);
  if (authorizer !== -1) {
    const end = authorizer + AUTHORIZER.length;
    const reason = findReason(message, end, end + 80);
    return {
      kind: 'implicitDeny',
      ...(reason !== undefined && saidByReason(reason)),
      special: 'apiAuthorizer',
    };
  }
  const isOrganizations =
    folded.includes(ORGANIZATIONS) &&
    (envelope.code !== undefined || folded.length <= ORGANIZATIONS.length + 1) &&
    (envelope.service ?? 'organizations') === 'organizations';
  return isOrganizations ? { special: 'organizations', service: 'organizations' } : undefined;
}

const QUEUE_URL =
  /^(https:\/\/(?:sqs\.([\w-]{1,30})|([\w-]{1,30})\.queue)\.amazonaws\.com(?:\.cn)?\/(?:(\w{1,20})\/([\w.-]{1,80}))?\S{0,100}?)is[`'"]?denied/;

/** Amazon SQS names the queue by its URL, or only its own endpoint. */
function queueDenied(after: string): Said | undefined {
  const [match, , region = '', oldRegion = '', account = '', name = ''] = QUEUE_URL.exec(after) ?? [];
  if (match === undefined) return undefined;
  const where = region === '' ? oldRegion : region;
  return {
    special: 'queue',
    service: 'sqs',
    ...(isAccountId(account) && {
      resource: `arn:${partitionOfRegion(where)}:sqs:${where}:${account}:${name}`,
    }),
  };
}

/** S3 writes this with two capitals; a database's "Access denied for user" is somebody else's. */
const S3_SENTENCE = /\bAccess Denied\b(?=\.?[ \t]{0,4}(?:$|["'`(<]))/m;
const EC2_SENTENCE = 'youarenotauthorizedtoperformthisoperation';

/** Nothing is left but an error code, or a sentence that says no more than one. */
function saidByCode(message: DenseText, envelope: Envelope): Said | undefined {
  const { folded, text } = message;
  const { code, operation } = envelope;
  const s3Sentence = S3_SENTENCE.test(text);
  const isDenied =
    code !== undefined ||
    s3Sentence ||
    folded.includes(EC2_SENTENCE) ||
    folded.includes('"message":"forbidden"') ||
    folded.includes('forbidden(service:');
  if (!isDenied) return undefined;
  const isS3 =
    (s3Sentence || code === '403') &&
    operation !== undefined &&
    actionOfOperation('s3', operation) !== undefined;
  return {
    special: 'bare',
    statedReason: statedReason(message, envelope),
    ...(envelope.service === undefined && isS3 && { service: 's3' }),
  };
}
