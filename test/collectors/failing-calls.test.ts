import {
  GetAccountAuthorizationDetailsCommand,
  GetAccountSummaryCommand,
  ListRolesCommand,
  ListSAMLProvidersCommand,
} from '@aws-sdk/client-iam';
import { beforeEach, describe, expect, it } from 'vitest';
import { awsError, collectNow, fakeClock, mockAws, stubEnvironment } from '../support/aws-mock.js';

const refused = () => Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9'), { code: 'ECONNREFUSED' });

let aws: ReturnType<typeof mockAws>;

beforeEach(() => {
  stubEnvironment();
  aws = mockAws();
});

describe('a call that AWS throttles', () => {
  it('is made again, each time after a longer wait, and leaves no gap when it succeeds', async () => {
    aws.iam
      .on(GetAccountSummaryCommand)
      .rejectsOnce(awsError('Throttling'))
      .rejectsOnce(awsError('TooManyRequestsException'))
      .resolves({ SummaryMap: { Users: 3 } });
    const clock = fakeClock();
    const { accounts, coverageGaps } = await collectNow({ organization: false }, clock);
    expect(accounts[0]?.account.SummaryMap).toEqual({ Users: 3 });
    expect(coverageGaps).toEqual([]);
    const [first = 0, second = 0] = clock.slept.filter((milliseconds) => milliseconds >= 1_000);
    expect(second).toBeGreaterThan(first);
  });

  it('is a gap when AWS does not stop', async () => {
    aws.iam.on(GetAccountSummaryCommand).rejects(awsError('Throttling', 'Rate exceeded'));
    const { coverageGaps } = await collectNow();
    expect(coverageGaps).toMatchObject([{ operation: 'iam:GetAccountSummary', errorCode: 'Throttling' }]);
    expect(coverageGaps[0]).not.toHaveProperty('missingPermission');
    expect(aws.iam.commandCalls(GetAccountSummaryCommand)).toHaveLength(5);
  });

  it('slows down the calls of the same operation that follow', async () => {
    const rolePages = 60;
    for (let page = 0; page < rolePages; page++) {
      const call = aws.iam.on(ListRolesCommand, page === 0 ? {} : { Marker: String(page) });
      if (page === 0) call.rejectsOnce(awsError('Throttling')).rejectsOnce(awsError('Throttling'));
      call.resolves({ IsTruncated: page < rolePages - 1, Marker: String(page + 1), Roles: [] });
    }
    const clock = fakeClock();
    await collectNow({ organization: false }, clock);
    const throttled = clock.now();

    aws.iam.on(ListRolesCommand, {}).resolves({ IsTruncated: true, Marker: '1', Roles: [] });
    const calm = fakeClock();
    await collectNow({ organization: false }, calm);
    // The waits before the two repetitions are 3 s; the rest is the pacer.
    expect(throttled - calm.now()).toBeGreaterThan(4_000);
  });
});

describe('an endpoint that is gone', () => {
  it('is tried a few times and then left alone', async () => {
    aws.iam.onAnyCommand().rejects(refused());
    const clock = fakeClock();
    const { accounts, coverageGaps } = await collectNow({}, clock);
    expect(accounts).toHaveLength(1);
    expect(coverageGaps.every(({ errorCode }) => errorCode === 'ConnectionLost')).toBe(true);
    expect(new Set(coverageGaps.map(({ operation }) => operation))).toEqual(
      new Set([
        'iam:GetAccountAuthorizationDetails',
        'iam:GetAccountPasswordPolicy',
        'iam:GetAccountSummary',
        'iam:GetCredentialReport',
        'iam:ListInstanceProfiles',
        'iam:ListOpenIDConnectProviders',
        'iam:ListRoles',
        'iam:ListSAMLProviders',
      ]),
    );
    expect(aws.iam.calls().length).toBeLessThan(30);
  });

  it('does not keep the other services from being read', async () => {
    aws.organizations.onAnyCommand().rejects(refused());
    const { accounts, coverageGaps } = await collectNow();
    expect(accounts[0]?.account.SummaryMap).toEqual({ Users: 0 });
    expect(coverageGaps).toMatchObject([{ operation: 'organizations:DescribeOrganization' }]);
  });
});

describe('the message of a gap', () => {
  const messageFor = async (error: Error) => {
    aws.iam.on(ListSAMLProvidersCommand).rejects(error);
    const { coverageGaps } = await collectNow();
    expect(coverageGaps).toHaveLength(1);
    return coverageGaps[0]?.message ?? '';
  };

  it('is the first line only: the signed request with its session token may follow', async () => {
    const message = await messageFor(
      awsError(
        'SignatureDoesNotMatch',
        'The signature does not match.\n\nThe Canonical String was\nx-amz-security-token:IQoJb3Jp',
      ),
    );
    expect(message).toBe('The signature does not match.');
  });

  it('holds no characters that steer a terminal or turn the text around, and no end without measure', async () => {
    const message = await messageFor(awsError('ServiceFailure', `\u001b[31mred\u202e${'x'.repeat(5_000)}`));
    expect(message).toMatch(/^\[31mredx+…$/);
    expect(message.length).toBeLessThan(400);
  });

  it('does not repeat a web page', async () => {
    const page = '<html><body><h1>502</h1></body></html>';
    expect(await messageFor(awsError('Unknown', page, 502))).toBe(
      'The answer, with HTTP status 502, is not one that AWS gives.',
    );
    expect(await messageFor(awsError('ServiceFailure', page, 500))).not.toContain('<');
  });
});

describe('gaps', () => {
  it('come in the same order whichever answer arrives first', async () => {
    aws.iam.on(GetAccountAuthorizationDetailsCommand).callsFake(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      throw awsError('ServiceFailure');
    });
    aws.iam.on(ListRolesCommand).rejects(awsError('ServiceFailure'));
    const { coverageGaps } = await collectNow();
    expect(coverageGaps.map(({ operation, resource }) => `${operation} ${resource}`)).toEqual([
      'iam:GetAccountAuthorizationDetails AWSManagedPolicy',
      'iam:GetAccountAuthorizationDetails Group',
      'iam:GetAccountAuthorizationDetails LocalManagedPolicy',
      'iam:GetAccountAuthorizationDetails Role',
      'iam:GetAccountAuthorizationDetails User',
      'iam:ListRoles *',
    ]);
  });
});

describe('a collection that is called off', () => {
  it('ends with the reason and not with gaps', async () => {
    const controller = new AbortController();
    aws.iam.on(ListRolesCommand).callsFake(() => {
      controller.abort(new Error('stopped by the user'));
      throw Object.assign(new Error('Request aborted'), { name: 'AbortError' });
    });
    await expect(collectNow({ signal: controller.signal })).rejects.toThrow('stopped by the user');
  });
});
