import { requestId } from './service.js';
import type { Call, Service, ServiceAnswer, ServiceRequest } from './service.js';
import { xmlDocument } from './xml.js';
import type { XmlValue } from './xml.js';

export type RestOperation = (request: ServiceRequest, call: Call) => ServiceAnswer;

/**
 * A service of S3's kind: the method and the URL say what is asked, the answer is XML.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html
 */
export function restXmlService(
  operationOf: (request: ServiceRequest) => string,
  operations: Readonly<Record<string, RestOperation>>,
): Service {
  return {
    operationOf,
    operations: new Map(Object.entries(operations)),
    refuse: ({ code, status }, message) => ({
      ...xmlAnswer('Error', { Code: code, Message: message, RequestId: requestId }),
      status,
    }),
    errors: {
      accessDenied: { code: 'AccessDenied', status: 403 },
      invalidInput: { code: 'InvalidArgument', status: 400 },
      throttled: { code: 'SlowDown', status: 503 },
      unknownCaller: { code: 'InvalidAccessKeyId', status: 403 },
      unknownOperation: { code: 'NotImplemented', status: 501 },
    },
  };
}

export function xmlAnswer(name: string, value: XmlValue): ServiceAnswer {
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: xmlDocument(name, value) };
}
