import { afterEach, describe, expect, it } from 'vitest';
import {
  demoCredentials,
  exampleOrganization,
  startEndpoint,
  type Endpoint,
  type EndpointOptions,
} from '../../src/demo/index.js';
import type { AuditReport } from '../../src/model/index.js';
import { iamlint, type Outcome } from '../support/cli.js';

const MANAGEMENT = '999900001111';
const WORKBENCH = '111122223333';

let endpoint: Endpoint | undefined;
afterEach(async () => {
  await endpoint?.close();
});

/** Audits one account of the example organization over HTTP, with the real SDK in a process of its own. */
async function audit(account: string, options: EndpointOptions = {}, ...args: string[]): Promise<Outcome> {
  endpoint = await startEndpoint(exampleOrganization(), options);
  const env = { AWS_ENDPOINT_URL: endpoint.url, AWS_REGION: 'us-east-1', ...demoCredentials(account) };
  return iamlint(['audit', '--format', 'json', ...args], { env });
}

function reportOf({ stdout }: Outcome): AuditReport {
  return JSON.parse(stdout) as AuditReport;
}

describe('an audit over HTTP', () => {
  it('of an account with critical findings ends with status 1 and says why', async () => {
    const outcome = await audit(WORKBENCH, {}, '--no-organization');
    expect(outcome.stderr).toMatch(/^iamlint: \d+ findings of severity high or above\.\n$/);
    expect(outcome.status).toBe(1);
    expect(reportOf(outcome).coverageGaps).toEqual([]);
  });

  it('reads the account of each role that it is told to assume', async () => {
    const roles = ['222233334444', '444455556666'].map((id) => `arn:aws:iam::${id}:role/iamlint-audit`);
    const outcome = await audit(
      MANAGEMENT,
      {},
      ...roles.flatMap((role) => ['--role-arn', role]),
      '--external-id',
      'x',
    );
    expect(reportOf(outcome).accounts.map(({ id }) => id)).toEqual(['222233334444', '444455556666']);
  });

  it.each([
    [WORKBENCH, 4, 'iam', ['--no-organization']],
    [MANAGEMENT, 1, 'organizations', []],
  ])(
    'of %s gives the same report through chains of %i-entry pages with an empty one in the middle',
    async (account, pageSize, service, args) => {
      const whole = await audit(account, {}, ...args);
      const calls = () => endpoint?.requests.filter((request) => request.service === service).length ?? 0;
      const callsWithoutPages = calls();
      await endpoint?.close();
      const paged = await audit(account, { pageSize, emptyPageAt: 2 }, ...args);
      expect(paged.stdout).toBe(whole.stdout);
      expect(calls()).toBeGreaterThan(callsWithoutPages + 10);
    },
  );

  it('gives the same findings from a server that only stands in for AWS', async () => {
    const real = await audit(WORKBENCH, {}, '--no-organization');
    await endpoint?.close();
    const compatible = await audit(WORKBENCH, { dialect: 'compatible' }, '--no-organization');
    const found = (outcome: Outcome) =>
      reportOf(outcome).findings.map(({ message, fingerprint }) => `${message} ${fingerprint}`);
    expect(found(compatible)).toEqual(found(real));
    expect(reportOf(compatible).coverageGaps).toEqual([]);
  });

  it('gives the same report where a third of the calls is throttled', async () => {
    const whole = await audit(WORKBENCH, {}, '--no-organization');
    await endpoint?.close();
    const throttled = await audit(
      WORKBENCH,
      { faults: ({ count }) => (count % 3 === 0 ? { kind: 'throttle' } : undefined) },
      '--no-organization',
    );
    expect(throttled.stdout).toBe(whole.stdout);
    expect(throttled.status).toBe(whole.status);
  });
});

describe('an audit that cannot read everything', () => {
  it('names the missing permission of every call that was denied, keeps the rest and ends with status 3', async () => {
    const outcome = await audit(MANAGEMENT, {
      faults: ({ service }) => (service === 's3' ? { kind: 'accessDenied' } : undefined),
    });
    const { accounts, coverageGaps } = reportOf(outcome);
    expect(coverageGaps).toContainEqual(
      expect.objectContaining({
        operation: 's3:ListBuckets',
        missingPermission: 's3:ListAllMyBuckets',
        account: MANAGEMENT,
      }),
    );
    expect(accounts[0]).toMatchObject({ id: MANAGEMENT, buckets: 0 });
    expect(accounts[0]?.roles).toBeGreaterThan(0);
    expect(outcome.stderr).toContain('The audit is incomplete');
    expect(outcome.status).toBe(3);
  });

  it('is a gap for the organization, and no crash, where the caller may not read it', async () => {
    const outcome = await audit(MANAGEMENT, {
      faults: ({ service }) => (service === 'organizations' ? { kind: 'accessDenied' } : undefined),
    });
    expect(
      reportOf(outcome).coverageGaps.map(({ operation, missingPermission }) => [
        operation,
        missingPermission,
      ]),
    ).toEqual([['organizations:DescribeOrganization', 'organizations:DescribeOrganization']]);
    expect(outcome.status).toBe(3);
  });

  it('takes a page of HTML for no answer', async () => {
    const outcome = await audit(
      MANAGEMENT,
      { faults: ({ operation }) => (operation === 'ListRoles' ? { kind: 'html500' } : undefined) },
      '--no-organization',
    );
    const { coverageGaps } = reportOf(outcome);
    expect(coverageGaps.map(({ operation, errorCode }) => [operation, errorCode])).toEqual([
      ['iam:ListRoles', 'InvalidResponse'],
    ]);
    expect(outcome.stdout).not.toContain('nginx');
    expect(outcome.status).toBe(3);
  });

  it('ends with a report where the endpoint goes away half-way', async () => {
    const outcome = await audit(MANAGEMENT, {
      faults: ({ count }) => (count >= 12 ? { kind: 'down' } : undefined),
    });
    const { accounts, coverageGaps } = reportOf(outcome);
    expect(accounts.map(({ id }) => id)).toEqual([MANAGEMENT]);
    expect(coverageGaps.some(({ errorCode }) => errorCode === 'ConnectionLost')).toBe(true);
    expect(outcome.status).toBe(3);
  });

  it('may be accepted as incomplete', async () => {
    const outcome = await audit(
      MANAGEMENT,
      { faults: ({ service }) => (service === 'organizations' ? { kind: 'accessDenied' } : undefined) },
      '--allow-incomplete',
      '--fail-on',
      'never',
    );
    expect(reportOf(outcome).coverageGaps).toHaveLength(1);
    expect(outcome.status).toBe(0);
  });
});

describe('an audit that cannot begin', () => {
  it('says which provider chain was tried where there are no credentials', async () => {
    const outcome = await iamlint(['audit'], { env: { AWS_REGION: 'us-east-1' } });
    expect(outcome.status).toBe(2);
    expect(outcome.stdout).toBe('');
    expect(outcome.stderr).toMatch(
      /^error: The default provider chain \(environment variables, .*\nhint: Set AWS_PROFILE/,
    );
  });

  it('says what to do where the credentials have expired', async () => {
    const outcome = await audit(MANAGEMENT, {
      faults: () => ({
        kind: 'error',
        code: 'ExpiredToken',
        status: 403,
        message: 'The security token is expired',
      }),
    });
    expect(outcome.status).toBe(2);
    expect(outcome.stderr).toContain('ExpiredToken: The security token is expired');
    expect(outcome.stderr).toContain('hint: Get new credentials');
  });

  it('never prints a secret', async () => {
    const env = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_REGION: 'us-east-1' };
    const secrets = {
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'very-secret',
      AWS_SESSION_TOKEN: 'token-secret',
    };
    const outcome = await iamlint(['audit'], { env: { ...env, ...secrets } });
    expect(outcome.status).toBe(2);
    expect(outcome.stderr + outcome.stdout).not.toMatch(/very-secret|token-secret/);
  });
});
