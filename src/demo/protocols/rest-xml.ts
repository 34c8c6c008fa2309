import { requestId, ServiceError } from './service.js';
import type { Call, Service, ServiceAnswer, ServiceRequest } from './service.js';
import { xmlDocument } from './xml.js';
import type { XmlValue } from './xml.js';

export type RestOperation = (request: ServiceRequest, call: Call) => ServiceAnswer;

export const accessDenied = { code: 'AccessDenied', status: 403 };

/**
 * A service of S3's kind: the operation is in the method and the URL, the answer is XML.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html
 */
export function restXmlService(
  operationOf: (request: ServiceRequest) => string,
  operations: ReadonlyMap<string, RestOperation>,
): Service {
  return {
    operationOf,
    answer(operation, request, call) {
      const perform = operations.get(operation);
      if (perform === undefined) {
        throw new ServiceError({ code: 'InvalidAction', status: 400 }, `Could not find operation ${operation}.`);
      }
      return perform(request, call);
    },
    refuse: ({ code, status, message, headers }) => ({
      status,
      headers: { 'content-type': 'application/xml', ...headers },
      body: xmlDocument('Error', { Code: code, Message: message, RequestId: requestId }),
    }),
    errors: {
      accessDenied,
      throttled: { code: 'SlowDown', status: 503 },
      unknownCaller: { code: 'InvalidAccessKeyId', status: 403 },
    },
  };
}

export function xmlAnswer(name: string, value: XmlValue): ServiceAnswer {
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: xmlDocument(name, value) };
}
