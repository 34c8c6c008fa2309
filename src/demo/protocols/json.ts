import type { Call, Service } from './service.js';

/** Takes the request's JSON and answers what becomes the response's. */
export type JsonOperation = (input: Readonly<Record<string, unknown>>, call: Call) => object;

/**
 * A service of the AWS JSON 1.1 protocol. `target` stands before the operation's name in the header X-Amz-Target.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function jsonService(target: string, operations: Readonly<Record<string, JsonOperation>>): Service {
  const headers = { 'content-type': 'application/x-amz-json-1.1' };
  return {
    operationOf: (request) => String(request.headers['x-amz-target'] ?? '').replace(`${target}.`, ''),
    operations: new Map(
      Object.entries(operations).map(([name, perform]) => [
        name,
        ({ body }, call) => {
          const input = JSON.parse(body) as Readonly<Record<string, unknown>>;
          return { status: 200, headers, body: JSON.stringify(perform(input, call)) };
        },
      ]),
    ),
    refuse: ({ code, status }, message) => ({
      status,
      headers,
      body: JSON.stringify({ __type: code, Message: message }),
    }),
    errors: {
      accessDenied: { code: 'AccessDeniedException', status: 400 },
      invalidInput: { code: 'InvalidInputException', status: 400 },
      throttled: { code: 'TooManyRequestsException', status: 400 },
      unknownCaller: { code: 'UnrecognizedClientException', status: 400 },
      unknownOperation: { code: 'UnknownOperationException', status: 400 },
    },
  };
}
