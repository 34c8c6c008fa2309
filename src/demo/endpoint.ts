import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callersOf } from './callers.js';
import type { Fault, Faults, RecordedRequest } from './faults.js';
import { pageOf, ServiceError } from './protocols/index.js';
import type {
  Call,
  Dialect,
  PageOptions,
  Service,
  ServiceAnswer,
  ServiceRequest,
} from './protocols/index.js';
import { serviceOf } from './services/index.js';
import { signatureOf } from './signature.js';
import type { World } from './world.js';

export interface EndpointOptions extends PageOptions {
  readonly faults?: Faults;
  /** `aws` where absent. */
  readonly dialect?: Dialect;
}

export interface Endpoint {
  /** The value for AWS_ENDPOINT_URL. */
  readonly url: string;
  /** In the order in which they came in, with those that went wrong. */
  readonly requests: readonly RecordedRequest[];
  close(): Promise<void>;
}

/**
 * Serves `world` on a free port of the loopback interface, with the real protocols of IAM, STS, Organizations, S3
 * and S3 Control. Signatures are not checked: the access key id alone says which account asks.
 */
export async function startEndpoint(world: World, options: EndpointOptions = {}): Promise<Endpoint> {
  const requests: RecordedRequest[] = [];
  const { callerOf, signIn } = callersOf(world);

  const respond = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await read(incoming);
    const signature = signatureOf(request.headers.authorization);
    const served = signature && serviceOf(signature.service, request.url.pathname);
    if (signature === undefined || served === undefined) {
      write(response, { status: 404, headers: {}, body: 'This service is not served here.' });
      return;
    }
    const { name, service } = served;
    const caller = callerOf(signature.accessKeyId);
    const operation = service.operationOf(request);
    const recorded = { service: name, operation, account: caller?.account.account.AccountId ?? '' };
    requests.push(recorded);

    const fault = options.faults?.({ ...recorded, count: requests.length });
    if (fault?.kind === 'down') stop();
    else if (fault?.kind === 'hangUp') response.destroy();
    else if (fault !== undefined) write(response, faultyAnswer(fault, service));
    else if (caller === undefined) write(response, refusal(service, unknownCaller));
    else {
      const page: Call['page'] = (items, asked) => pageOf(items, asked, options);
      const { region } = signature;
      const call = { world, caller, region, dialect: options.dialect ?? 'aws', page, signIn };
      write(response, answer(service, operation, request, call));
    }
  };

  const server = createServer((incoming, response) => {
    respond(incoming, response).catch(() => response.destroy());
  });
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      stop();
      await closed;
    },
  };
}

const unknownCaller = new ServiceError('unknownCaller', 'The access key id does not exist.');

async function read(incoming: IncomingMessage): Promise<ServiceRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.method ?? '',
    url: new URL(incoming.url ?? '', 'http://127.0.0.1'),
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString(),
  };
}

function write(response: ServerResponse, { status, headers, body }: ServiceAnswer): void {
  response.writeHead(status, headers).end(body);
}

function answer(service: Service, operation: string, request: ServiceRequest, call: Call): ServiceAnswer {
  try {
    const perform = service.operations.get(operation);
    if (perform === undefined) throw new ServiceError('unknownOperation', `There is no ${operation} here.`);
    return perform(request, call);
  } catch (error) {
    if (error instanceof ServiceError) return refusal(service, error);
    return service.refuse({ code: 'InternalFailure', status: 500 }, String(error));
  }
}

function refusal(service: Service, { kind, message, headers }: ServiceError): ServiceAnswer {
  const refused = service.refuse(typeof kind === 'string' ? service.errors[kind] : kind, message);
  return { ...refused, headers: { ...refused.headers, ...headers } };
}

function faultyAnswer(fault: Exclude<Fault, { kind: 'down' | 'hangUp' }>, service: Service): ServiceAnswer {
  switch (fault.kind) {
    case 'throttle':
      return service.refuse(service.errors.throttled, 'Rate exceeded');
    case 'accessDenied':
      return service.refuse(service.errors.accessDenied, 'You are not authorized to do this.');
    case 'error':
      return service.refuse(fault, fault.message ?? fault.code);
    case 'html500':
      return {
        status: 500,
        headers: { 'content-type': 'text/html' },
        body: '<html><head><title>500</title></head><body><h1>Internal Server Error</h1><p>nginx</body></html>',
      };
  }
}
