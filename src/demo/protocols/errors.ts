export interface ErrorKind {
  readonly code: string;
  readonly status: number;
}

/** The errors that every service has, each under a name of its own. */
export type CommonError =
  'accessDenied' | 'invalidInput' | 'throttled' | 'unknownCaller' | 'unknownOperation';

/** An error that AWS would answer with. */
export class ServiceError extends Error {
  constructor(
    readonly kind: ErrorKind | CommonError,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** What a snapshot does not hold could not be read when it was taken, and cannot be read here. */
export function readable<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new ServiceError('accessDenied', 'You are not authorized to do this.');
  return value;
}
