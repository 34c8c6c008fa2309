import { ServiceError } from './service.js';
import type { Call, Service } from './service.js';

/** Takes the request's JSON and answers what becomes the response's. */
export type JsonOperation = (input: Readonly<Record<string, unknown>>, call: Call) => object;

export const accessDenied = { code: 'AccessDeniedException', status: 400 };

/**
 * A service of the AWS JSON 1.1 protocol. `target` stands before the operation's name in the header X-Amz-Target.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function jsonService(target: string, operations: ReadonlyMap<string, JsonOperation>): Service {
  const headers = { 'content-type': 'application/x-amz-json-1.1' };
  return {
    operationOf: (request) => String(request.headers['x-amz-target']).replace(`${target}.`, ''),
    answer(operation, { body }, call) {
      const perform = operations.get(operation);
      if (perform === undefined) {
        const message = `Could not find operation ${operation}.`;
        throw new ServiceError({ code: 'InvalidAction', status: 400 }, message);
      }
      const input = JSON.parse(body) as Readonly<Record<string, unknown>>;
      return { status: 200, headers, body: JSON.stringify(perform(input, call)) };
    },
    refuse: ({ code, status, message }) => ({
      status,
      headers,
      body: JSON.stringify({ __type: code, Message: message }),
    }),
    errors: {
      accessDenied,
      throttled: { code: 'TooManyRequestsException', status: 400 },
      unknownCaller: { code: 'UnrecognizedClientException', status: 400 },
    },
  };
}
