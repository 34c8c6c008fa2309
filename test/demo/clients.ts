import { Agent } from 'node:http';
import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import { STSClient } from '@aws-sdk/client-sts';
import { afterEach } from 'vitest';
import { demoCredentials, startEndpoint } from '../../src/demo/index.js';
import type { Endpoint, EndpointOptions, World } from '../../src/demo/index.js';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((endpoint) => endpoint.close()));
});

/** An endpoint that lives until the test ends. */
export async function endpointFor(world: World, options?: EndpointOptions): Promise<Endpoint> {
  const endpoint = await startEndpoint(world, options);
  open.push(endpoint);
  return endpoint;
}

/** The SDK's own clients, each with the credentials of `account` and without retries. */
export function clientsFor({ url }: Endpoint, account: string, region = 'us-east-1') {
  const environment = demoCredentials(account);
  const credentials = {
    accessKeyId: environment.AWS_ACCESS_KEY_ID,
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
    sessionToken: environment.AWS_SESSION_TOKEN,
  };
  const config = { endpoint: url, region, credentials, maxAttempts: 1 };
  return {
    iam: new IAMClient(config),
    organizations: new OrganizationsClient(config),
    s3: new S3Client(config),
    s3Control: new S3ControlClient({
      ...config,
      endpoint: url.replace('127.0.0.1', 'localhost'),
      requestHandler: { httpAgent: loopback },
    }),
    sts: new STSClient(config),
  };
}

/** S3 Control puts the account before the host name; whatever that gives is to be the loopback interface. */
const loopback = new Agent({
  lookup: (_host, _options, callback) => {
    callback(null, [{ address: '127.0.0.1', family: 4 }]);
  },
});
