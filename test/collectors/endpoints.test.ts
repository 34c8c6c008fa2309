import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collect } from '../../src/collectors/index.js';
import { ACCOUNT, stubEnvironment } from '../support/aws-mock.js';

interface Request {
  readonly host: string;
  readonly url: string;
  readonly body: string;
  /** The access key that signed the request. */
  readonly key: string;
}

type Answer = (request: Request, response: ServerResponse) => void;

const servers: Server[] = [];

beforeEach(() => {
  stubEnvironment();
});

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** An HTTP server on loopback that remembers what it was asked. */
async function serve(answer: Answer): Promise<{ url: string; requests: Request[]; server: Server }> {
  const requests: Request[] = [];
  const read = async (message: IncomingMessage, response: ServerResponse) => {
    let body = '';
    for await (const chunk of message) body += String(chunk);
    const key = /Credential=([^/]*)/.exec(message.headers.authorization ?? '')?.[1] ?? '';
    const request = { host: message.headers.host ?? '', url: message.url ?? '', body, key };
    requests.push(request);
    answer(request, response);
  };
  const server = createServer((message, response) => {
    read(message, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(server);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, server };
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

const identity = `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${ACCOUNT}</Account><Arn>arn:aws:iam::${ACCOUNT}:user/a</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`;

const assumedRole = `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAASSUMED</AccessKeyId><SecretAccessKey>x</SecretAccessKey><SessionToken>y</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

const buckets = `<ListAllMyBucketsResult><Buckets><Bucket><Name>logs</Name><BucketRegion>eu-west-1</BucketRegion></Bucket></Buckets></ListAllMyBucketsResult>`;

/** An error in the language of the service that was asked. */
function fail(request: Request, response: ServerResponse, status: number, code: string): void {
  if (request.body.startsWith('{')) {
    const body = JSON.stringify({ __type: `${code}Exception`, Message: 'No.' });
    send(response, status, 'application/x-amz-json-1.1', body);
  } else {
    const error = `<Error><Code>${code}</Code><Message>No.</Message></Error>`;
    send(response, status, 'text/xml', request.body ? `<ErrorResponse>${error}</ErrorResponse>` : error);
  }
}

/** Says who the caller is and refuses everything else. */
const refuse: Answer = (request, response) => {
  if (request.body.includes('Action=GetCallerIdentity')) send(response, 200, 'text/xml', identity);
  else if (request.body.includes('Action=AssumeRole')) send(response, 200, 'text/xml', assumedRole);
  else if (request.url.includes('ListBuckets')) send(response, 200, 'application/xml', buckets);
  else fail(request, response, 403, 'AccessDenied');
};

describe('AWS_ENDPOINT_URL', () => {
  it('leads every service to one endpoint, with buckets and accounts kept out of the host name', async () => {
    const { url, requests } = await serve(refuse);
    stubEnvironment({ AWS_ENDPOINT_URL: url });
    const { coverageGaps } = await collect();
    expect(new Set(requests.map(({ host }) => `http://${host}`))).toEqual(new Set([url]));
    expect(requests.map((request) => request.url.split('?')[0])).toEqual(
      expect.arrayContaining(['/', '/logs/', '/v20180820/configuration/publicAccessBlock']),
    );
    expect(requests.some(({ url: path }) => path.startsWith('/logs/?policy'))).toBe(true);
    expect(coverageGaps.every(({ errorCode }) => errorCode.startsWith('AccessDenied'))).toBe(true);
    expect([...new Set(coverageGaps.map(({ operation }) => operation.split(':')[0]))]).toEqual([
      'iam',
      'organizations',
      's3',
      's3control',
    ]);
  });

  it('gives way to the form for one service', async () => {
    const general = await serve(refuse);
    const forS3 = await serve(refuse);
    stubEnvironment({ AWS_ENDPOINT_URL: general.url, AWS_ENDPOINT_URL_S3: forS3.url });
    await collect();
    expect(forS3.requests.some(({ url }) => url.startsWith('/logs/?acl'))).toBe(true);
    expect(general.requests.some(({ url }) => url.startsWith('/logs'))).toBe(false);
  });
});

describe('a role', () => {
  it('is assumed once, with external id and session name, and signs every call', async () => {
    const { url, requests } = await serve(refuse);
    stubEnvironment({ AWS_ENDPOINT_URL: url });
    const roleArn = `arn:aws:iam::${ACCOUNT}:role/audit`;
    await collect({ roleArn, externalId: 'our-id', sessionName: 'nightly' });
    const [assumption, ...others] = requests;
    const parameters = new URLSearchParams(assumption?.body);
    expect(Object.fromEntries(parameters)).toMatchObject({
      Action: 'AssumeRole',
      RoleArn: roleArn,
      ExternalId: 'our-id',
      RoleSessionName: 'nightly',
    });
    expect(assumption?.key).toBe('AKIAIOSFODNN7EXAMPLE');
    expect(new Set(others.map(({ key }) => key))).toEqual(new Set(['ASIAASSUMED']));
  });

  it('that may not be assumed is an error that says so', async () => {
    const { url } = await serve((request, response) => {
      fail(request, response, 403, 'AccessDenied');
    });
    stubEnvironment({ AWS_ENDPOINT_URL: url });
    await expect(collect({ roleArn: `arn:aws:iam::${ACCOUNT}:role/audit` })).rejects.toMatchObject({
      name: 'CredentialsError',
      message: `The role arn:aws:iam::${ACCOUNT}:role/audit could not be assumed: AccessDenied: No.`,
      hint: expect.stringContaining('sts:AssumeRole') as string,
    });
  });
});

describe('an endpoint that stands in for AWS', () => {
  it('and answers with web pages leaves gaps, whatever the HTTP status', async () => {
    for (const status of [200, 500]) {
      const { url } = await serve((request, response) => {
        if (request.body.includes('Action=GetCallerIdentity')) refuse(request, response);
        else send(response, status, 'text/html', '<html><body><p>Something went wrong<br></body></html>');
      });
      stubEnvironment({ AWS_ENDPOINT_URL: url });
      const { accounts, coverageGaps } = await collect();
      expect(accounts[0]).toMatchObject({ users: [], roles: [], buckets: [] });
      expect(new Set(coverageGaps.map(({ errorCode }) => errorCode))).toEqual(new Set(['InvalidResponse']));
      expect(coverageGaps.length).toBeGreaterThanOrEqual(14);
      expect(JSON.stringify(coverageGaps)).not.toContain('<');
    }
  });

  it('and fails is asked three times for each thing', async () => {
    const { url, requests } = await serve((request, response) => {
      if (request.body.includes('Action=GetCallerIdentity')) refuse(request, response);
      else send(response, 503, 'text/plain', 'busy');
    });
    stubEnvironment({ AWS_ENDPOINT_URL: url });
    await collect();
    for (const action of ['ListRoles', 'ListSAMLProviders', 'GetAccountSummary']) {
      expect(requests.filter(({ body }) => body.includes(`Action=${action}&`))).toHaveLength(3);
    }
  });

  it('and throttles a third of the calls is read all the same', async () => {
    const { url, requests } = await serve((request, response) => {
      if (requests.length % 3 === 0) fail(request, response, 400, 'Throttling');
      else refuse(request, response);
    });
    stubEnvironment({ AWS_ENDPOINT_URL: url });
    const { coverageGaps } = await collect();
    expect(coverageGaps.filter(({ errorCode }) => !errorCode.startsWith('AccessDenied'))).toEqual([]);
  });

  it('and goes away half-way leaves gaps within seconds', async () => {
    const { url, requests, server } = await serve((request, response) => {
      if (requests.length < 8) refuse(request, response);
      else {
        server.close();
        server.closeAllConnections();
      }
    });
    stubEnvironment({ AWS_ENDPOINT_URL: url });
    const start = performance.now();
    const { coverageGaps } = await collect();
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(coverageGaps.some(({ errorCode }) => errorCode === 'ConnectionLost')).toBe(true);
  });

  it('and is not there at all is an error about the endpoint, not about the credentials', async () => {
    const { url, server } = await serve(refuse);
    server.close();
    stubEnvironment({ AWS_ENDPOINT_URL: url });
    await expect(collect()).rejects.toMatchObject({
      name: 'CredentialsError',
      message: expect.stringContaining('could not be reached (ECONNREFUSED)') as string,
      hint: expect.stringContaining('AWS_ENDPOINT_URL') as string,
    });
  });
});
