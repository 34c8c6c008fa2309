import { GetAccountSummaryCommand } from '@aws-sdk/client-iam';
import { DescribeOrganizationCommand } from '@aws-sdk/client-organizations';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { exampleOrganization, startEndpoint } from '../../src/demo/index.js';
import type { Fault } from '../../src/demo/index.js';
import { clientsFor, endpointFor } from './clients.js';
import { workbench } from './worlds.js';

const summary = new GetAccountSummaryCommand({});

async function faultyClients(fault: Fault) {
  return clientsFor(await endpointFor(exampleOrganization(), { faults: () => fault }), workbench);
}

describe('faults', () => {
  it('throttle in the words of each service', async () => {
    const { iam, organizations, s3 } = await faultyClients({ kind: 'throttle' });

    await expect(iam.send(summary)).rejects.toMatchObject({ name: 'Throttling' });
    await expect(organizations.send(new DescribeOrganizationCommand({}))).rejects.toMatchObject({
      name: 'TooManyRequestsException',
    });
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: 'SlowDown' });
  });

  it('deny access in the words of each service', async () => {
    const { iam, organizations, s3 } = await faultyClients({ kind: 'accessDenied' });

    await expect(iam.send(summary)).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(organizations.send(new DescribeOrganizationCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('answer any other error', async () => {
    const { iam } = await faultyClients({
      kind: 'error',
      code: 'ExpiredToken',
      status: 403,
      message: 'Too late.',
    });

    await expect(iam.send(summary)).rejects.toMatchObject({ name: 'ExpiredToken', message: 'Too late.' });
  });

  it('answer a page of HTML', async () => {
    const { iam, organizations, s3 } = await faultyClients({ kind: 'html500' });
    const failed = { $metadata: { httpStatusCode: 500 } };

    await expect(iam.send(summary)).rejects.toMatchObject(failed);
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject(failed);
    await expect(organizations.send(new DescribeOrganizationCommand({}))).rejects.toThrow();
  });

  it('hang up, and are there for the next request', async () => {
    const endpoint = await endpointFor(exampleOrganization(), {
      faults: ({ count }) => (count === 1 ? { kind: 'hangUp' } : undefined),
    });
    const { iam } = clientsFor(endpoint, workbench);

    await expect(iam.send(summary)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await iam.send(summary)).toHaveProperty('SummaryMap');
  });

  it('go down for good', async () => {
    const endpoint = await endpointFor(exampleOrganization(), {
      faults: ({ count }) => (count === 2 ? { kind: 'down' } : undefined),
    });
    const { iam } = clientsFor(endpoint, workbench);

    expect(await iam.send(summary)).toHaveProperty('SummaryMap');
    await expect(iam.send(summary)).rejects.toMatchObject({ code: 'ECONNRESET' });
    await expect(iam.send(summary)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('are asked about every request, told what it is', async () => {
    const asked: unknown[] = [];
    const endpoint = await endpointFor(exampleOrganization(), {
      faults: (request) => {
        asked.push(request);
        return undefined;
      },
    });
    const { iam, s3 } = clientsFor(endpoint, workbench);

    await iam.send(summary);
    await s3.send(new ListBucketsCommand({}));

    expect(asked).toEqual([
      { service: 'iam', operation: 'GetAccountSummary', account: workbench, count: 1 },
      { service: 's3', operation: 'ListBuckets', account: workbench, count: 2 },
    ]);
  });
});

describe('the endpoint', () => {
  it('closes with connections open, and closing it again does nothing', async () => {
    const endpoint = await startEndpoint(exampleOrganization());
    await clientsFor(endpoint, workbench).iam.send(summary);

    await endpoint.close();
    await endpoint.close();

    await expect(fetch(endpoint.url)).rejects.toThrow();
  });

  it('listens on the loopback interface', async () => {
    const { url } = await endpointFor(exampleOrganization());

    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('does not serve what is not signed', async () => {
    const { url, requests } = await endpointFor(exampleOrganization());

    expect((await fetch(url)).status).toBe(404);
    expect(requests).toEqual([]);
  });
});
