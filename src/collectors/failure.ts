/** Why a call came to nothing, in the words of a coverage gap. */
export interface Failure {
  /** AWS's error code, or one of ours. */
  readonly errorCode: string;
  readonly message: string;
  /** Nobody is there for an endpoint that is unreachable; one that is silent took the call and did not answer. */
  readonly kind: 'denied' | 'throttled' | 'unreachable' | 'silent' | 'other';
}

const DENIED = new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation']);

/** @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html */
const THROTTLED = new Set([
  'BandwidthLimitExceeded',
  'PriorRequestNotComplete',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

/** What the SDK calls an error whose body holds no error code. */
const NO_CODE = new Set(['Unknown', 'UnknownError', 'Error', 'SyntaxError', '']);

/** What an error of the SDK means. `timedOut` says that the call was given up because it took too long. */
export function failureOf(error: unknown, timedOut = false): Failure {
  const { name, message, code, status } = fieldsOf(error);
  if (timedOut) {
    return { errorCode: 'ConnectionLost', message: 'The endpoint did not answer in time.', kind: 'silent' };
  }
  if (name === 'TimeoutError' || code !== undefined) {
    const cause = code === undefined ? '' : ` (${printable(code)})`;
    return {
      errorCode: 'ConnectionLost',
      message: `The endpoint could not be reached${cause}.`,
      kind: 'unreachable',
    };
  }
  if (THROTTLED.has(name) || status === 429) {
    return {
      errorCode: NO_CODE.has(name) ? 'TooManyRequestsException' : name,
      message: 'AWS throttled the call, and repeating it did not help.',
      kind: 'throttled',
    };
  }
  if (NO_CODE.has(name) && status !== undefined) {
    const message = `The answer, with HTTP status ${status}, is not one that AWS gives.`;
    return { errorCode: 'InvalidResponse', message, kind: 'other' };
  }
  return {
    errorCode: printable(name) || 'Unknown',
    message: printable(message) || 'The call failed, and the answer does not say why.',
    kind: DENIED.has(name) ? 'denied' : 'other',
  };
}

const MAX_MESSAGE = 300;

/**
 * The first line of a text from a server, short and without characters that could steer a terminal. The lines after
 * it can hold the signed request with its session token.
 */
export function printable(text: string): string {
  const line = text.trimStart().split('\n', 1)[0] ?? '';
  const clean = line.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim();
  if (clean.startsWith('<')) return '';
  return clean.length > MAX_MESSAGE ? `${clean.slice(0, MAX_MESSAGE)}…` : clean;
}

interface ErrorFields {
  readonly name: string;
  readonly message: string;
  /** Node's code of a connection that failed, `ECONNREFUSED` for one. AWS's own errors have none. */
  readonly code: string | undefined;
  readonly status: number | undefined;
}

interface SdkError {
  readonly code?: unknown;
  /** Whose fault it is; only on errors that AWS answers with. */
  readonly $fault?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: unknown };
}

function fieldsOf(error: unknown): ErrorFields {
  if (!(error instanceof Error)) return { name: '', message: '', code: undefined, status: undefined };
  const { code, $fault, $metadata } = error as SdkError;
  const status = $metadata?.httpStatusCode;
  return {
    name: error.name,
    message: error.message,
    code: typeof code === 'string' && $fault === undefined ? code : undefined,
    status: typeof status === 'number' ? status : undefined,
  };
}
