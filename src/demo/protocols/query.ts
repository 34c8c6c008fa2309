import { requestId } from './service.js';
import type { Call, Service } from './service.js';
import { xmlDocument } from './xml.js';
import type { XmlValue } from './xml.js';

/** Takes the request's form and answers what stands in the `…Result` element. */
export type QueryOperation = (parameters: URLSearchParams, call: Call) => XmlValue;

/**
 * A service of the AWS Query protocol: a form in, XML out.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function queryService(
  namespace: string,
  operations: Readonly<Record<string, QueryOperation>>,
): Service {
  const headers = { 'content-type': 'text/xml' };
  return {
    operationOf: ({ body }) => new URLSearchParams(body).get('Action') ?? '',
    operations: new Map(
      Object.entries(operations).map(([name, perform]) => [
        name,
        ({ body }, call) => ({
          status: 200,
          headers,
          body: xmlDocument(`${name}Response`, {
            '@xmlns': namespace,
            [`${name}Result`]: perform(new URLSearchParams(body), call),
            ResponseMetadata: { RequestId: requestId },
          }),
        }),
      ]),
    ),
    refuse: ({ code, status }, message) => ({
      status,
      headers,
      body: xmlDocument('ErrorResponse', {
        '@xmlns': namespace,
        Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message },
        RequestId: requestId,
      }),
    }),
    errors: {
      accessDenied: { code: 'AccessDenied', status: 403 },
      invalidInput: { code: 'ValidationError', status: 400 },
      throttled: { code: 'Throttling', status: 400 },
      unknownCaller: { code: 'InvalidClientTokenId', status: 403 },
      unknownOperation: { code: 'InvalidAction', status: 400 },
    },
  };
}
