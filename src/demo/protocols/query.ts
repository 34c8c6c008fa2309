import { requestId, ServiceError } from './service.js';
import type { Call, Service } from './service.js';
import { xmlDocument } from './xml.js';
import type { XmlValue } from './xml.js';

/** What an operation answers: the content of its `…Result` element. */
export type QueryOperation = (parameters: URLSearchParams, call: Call) => XmlValue;

export const accessDenied = { code: 'AccessDenied', status: 403 };

/**
 * A service of the AWS Query protocol: parameters in a form, answers in XML.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function queryService(namespace: string, operations: ReadonlyMap<string, QueryOperation>): Service {
  const headers = { 'content-type': 'text/xml' };
  const metadata = { RequestId: requestId };
  return {
    operationOf: ({ body }) => new URLSearchParams(body).get('Action') ?? '',
    answer(operation, { body }, call) {
      const perform = operations.get(operation);
      if (perform === undefined) {
        throw new ServiceError({ code: 'InvalidAction', status: 400 }, `Could not find operation ${operation}.`);
      }
      const result = perform(new URLSearchParams(body), call);
      const response = { '@xmlns': namespace, [`${operation}Result`]: result, ResponseMetadata: metadata };
      return { status: 200, headers, body: xmlDocument(`${operation}Response`, response) };
    },
    refuse({ code, status, message }) {
      const error = { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message };
      const response = { '@xmlns': namespace, Error: error, RequestId: requestId };
      return { status, headers, body: xmlDocument('ErrorResponse', response) };
    },
    errors: {
      accessDenied,
      throttled: { code: 'Throttling', status: 400 },
      unknownCaller: { code: 'InvalidClientTokenId', status: 403 },
    },
  };
}
