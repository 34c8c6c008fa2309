import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface MetadataService {
  readonly address: string;
  /** The paths that were asked for. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const CREDENTIALS = JSON.stringify({
  AccessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  SecretAccessKey: 'not-a-secret',
  Token: 'not-a-secret',
  Expiration: '2099-01-01T00:00:00Z',
});

/** What the service of an EC2 instance with an instance profile answers, by path. */
export const WITH_ROLE = {
  '/latest/api/token': 'token',
  '/latest/meta-data/iam/security-credentials/': 'web-server',
  '/latest/meta-data/iam/security-credentials/web-server': CREDENTIALS,
};

export const WITHOUT_ROLE = { '/latest/api/token': 'token' };

/** The endpoint of a container, which gives its credentials at `/role`. */
export const CONTAINER = { '/role': CREDENTIALS };

/** Stands in for a metadata service on this machine; what it has no answer for is not found. */
export async function startMetadataService(
  answers: Readonly<Record<string, string>>,
): Promise<MetadataService> {
  const requests: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    requests.push(url);
    const answer = answers[url];
    response.statusCode = answer === undefined ? 404 : 200;
    response.end(answer);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
