import { isDenialCode, type Denial } from './denial.js';
import { servicePrefix } from './operation.js';
import type { DenseText } from './message-text.js';

/** What the AWS CLI, an SDK or CloudFormation put around a message. */
export interface Envelope extends Pick<Denial, 'operation' | 'service' | 'requestId' | 'encodedMessage'> {
  /** An error code that denies, such as `UnauthorizedOperation`; undefined where there is none. */
  readonly code: string | undefined;
  /** Where in the text AWS's own sentence starts, where the envelope says so. */
  readonly sentence: number | undefined;
}

const ENCODED = 'encodedauthorizationfailuremessage:';
const CODE_WORD =
  /(?<!\w)(?:KMS)?(?:AccessDenied(?:Exception|Fault)?|AuthorizationError(?:Exception)?|ForbiddenException|UnauthorizedOperation)(?!\w)/;

export function readEnvelope(message: DenseText): Envelope {
  const cli = cliCall(message);
  const sdk = goCall(message) ?? cloudFormationCall(message);
  const code = CODE_WORD.exec(message.text);
  const encodedMessage = readEncodedMessage(message);
  const namedService = sdk?.service ?? javaService(message);
  return {
    operation: cli?.operation ?? sdk?.operation,
    service:
      (namedService === undefined ? undefined : servicePrefix(namedService)) ??
      (encodedMessage !== undefined || code?.[0] === 'UnauthorizedOperation' ? 'ec2' : undefined),
    requestId: readRequestId(message),
    encodedMessage,
    code: code?.[0] ?? cli?.code,
    sentence: cli?.end ?? (code === null ? undefined : afterColon(message.text, code.index + code[0].length)),
  };
}

/** `An error occurred (AccessDenied) when calling the GetObject operation (reached max retries: 4): `, boto3's and the CLI's. */
function cliCall(
  message: DenseText,
): { operation: string; code: string | undefined; end: number } | undefined {
  const at = message.folded.indexOf('whencallingthe');
  if (at === -1) return undefined;
  const call = /^whencallingthe(\w{1,100}?)operation(?:\(reachedmaxretries:\d{1,3}\))?:/.exec(
    message.dense.slice(at, at + 200),
  );
  if (call?.[1] === undefined) return undefined;
  const code = /\(([\w.]{1,60})\)$/.exec(message.dense.slice(Math.max(0, at - 64), at))?.[1];
  return {
    operation: call[1],
    code: code === '403' || (code !== undefined && isDenialCode(code)) ? code : undefined,
    end: message.offset(at + call[0].length),
  };
}

/** `operation error IAM: CreateRole, https response error StatusCode: 403, …`, Go's version 2. */
function goCall({ dense, folded }: DenseText): { service: string; operation: string } | undefined {
  const at = folded.indexOf('operationerror');
  const call = at === -1 ? null : /^.{14}([\w-]{1,60}):(\w{1,100}),/.exec(dense.slice(at, at + 200));
  return call?.[1] === undefined || call[2] === undefined
    ? undefined
    : { service: call[1], operation: call[2] };
}

/** `API: ec2:RunInstances You are not authorized …` */
function cloudFormationCall({ text }: DenseText): { service: string; operation: string } | undefined {
  const call = /\bAPI:\s{1,80}([\w-]{1,60}):(\w{1,100})\s/.exec(text);
  return call?.[1] === undefined || call[2] === undefined
    ? undefined
    : { service: call[1], operation: call[2] };
}

/** `(Service: Amazon S3; Status Code: 403; …)` */
function javaService({ dense, folded }: DenseText): string | undefined {
  const at = folded.indexOf('(service:');
  return at === -1 ? undefined : /^.{9}([\w-]{1,60})[;,]/.exec(dense.slice(at, at + 80))?.[1];
}

function readRequestId({ folded, text, offset }: DenseText): string | undefined {
  const label = /request-?id["']?[:>]["']?/.exec(folded);
  if (label === null) return undefined;
  const start = offset(label.index + label[0].length);
  return /^[A-Za-z0-9-]{8,64}/.exec(text.slice(start, start + 80))?.[0];
}

const ENCODED_LINE = /[\w-]+/y;
/** A line of the message goes on where the next one starts with nothing else: no word of a sentence stands alone. */
const NEXT_ENCODED_LINE = /[ \t]*\n(?=[\w-]+(?:[^\w\s-]|$))/my;

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html */
function readEncodedMessage({ folded, text, offset }: DenseText): string | undefined {
  const at = folded.indexOf(ENCODED);
  if (at === -1) return undefined;
  let end = offset(at + ENCODED.length);
  let encoded = '';
  for (;;) {
    ENCODED_LINE.lastIndex = end;
    const line = ENCODED_LINE.exec(text)?.[0];
    if (line === undefined) break;
    encoded += line;
    NEXT_ENCODED_LINE.lastIndex = end + line.length;
    if (!NEXT_ENCODED_LINE.test(text)) break;
    end = NEXT_ENCODED_LINE.lastIndex;
  }
  return encoded.length < 16 ? undefined : encoded;
}

function afterColon(text: string, at: number): number | undefined {
  return text.startsWith(':', at) ? at + 1 : undefined;
}

const SAYS_NOTHING =
  /^(?:access denied|forbidden|none|null|you are not authorized to perform this operation)\.?(?: Encoded.*)?$/i;

/** AWS's own sentence, where it says more than that access is denied. */
export function statedReason(message: DenseText, { sentence }: Envelope): string | undefined {
  const start = message.text.indexOf('<Message>');
  const from = start === -1 ? sentence : start + '<Message>'.length;
  if (from === undefined) return undefined;
  const line = /^[^\n<]*/.exec(message.text.slice(from, from + 400))?.[0] ?? '';
  const words = line
    .replace(/ \((?:Service|SDK).*/, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/["'`}]{1,8}$/, '')
    .trim();
  const saysNothing = words === '' || SAYS_NOTHING.test(words);
  return saysNothing ? undefined : words;
}
