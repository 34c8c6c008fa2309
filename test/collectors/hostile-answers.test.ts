import { beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, collectNow, mockAws, stubEnvironment } from '../support/aws-mock.js';
import fc from '../support/properties.js';

let aws: ReturnType<typeof mockAws>;

beforeEach(() => {
  stubEnvironment();
  aws = mockAws();
});

const FIELDS = [
  'Arn', 'Id', 'Name', 'Roles', 'UserDetailList', 'RoleDetailList', 'GroupDetailList', 'Policies', 'IsTruncated',
  'Marker', 'NextToken', 'ContinuationToken', 'Tags', 'RolePolicyList', 'PolicyVersionList', 'Organization', 'Roots',
  'Accounts', 'Paths', 'Policy', 'Content', 'Targets', 'TargetId', 'Buckets', 'BucketRegion', 'Grants', 'Grantee',
  'OwnershipControls', 'Rules', 'PolicyStatus', 'PublicAccessBlockConfiguration', 'SummaryMap', 'PasswordPolicy',
  'PermissionsBoundary', 'InstanceProfileList', 'SAMLProviderList', 'OpenIDConnectProviderList', 'State',
]; // prettier-ignore

/** Answers with the right names and any value at all below them. */
const answer = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(
      null,
      undefined,
      0,
      Number.NaN,
      true,
      '',
      'x',
      `arn:aws:iam::${ACCOUNT}:role/x`,
      '%7B%22',
      new Date(Number.NaN),
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...FIELDS), tie('value'), { maxKeys: 8 }),
  ),
})).value;

describe('answers of any shape', () => {
  it('never break the collectors off', async () => {
    let output: unknown;
    const reply = () => structuredClone(output);
    aws.iam.reset().onAnyCommand().callsFake(reply);
    aws.organizations.reset().onAnyCommand().callsFake(reply);
    aws.s3.reset().onAnyCommand().callsFake(reply);
    aws.s3Control.reset().onAnyCommand().callsFake(reply);

    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...FIELDS), answer), async (generated) => {
        output = generated;
        const snapshot = await collectNow();
        expect(snapshot.accounts).toHaveLength(1);
        expect(snapshot.coverageGaps.length).toBeGreaterThan(0);
        // What is written to disk must be JSON, and only what the snapshot's types say.
        expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
        for (const client of [aws.iam, aws.organizations, aws.s3, aws.s3Control]) client.resetHistory();
      }),
      { numRuns: 200 },
    );
  });
});
