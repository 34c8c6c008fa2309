import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { exampleOrganization } from '../../src/demo/index.js';
import { clientsFor, endpointFor } from './clients.js';

const workbench = '111122223333';
const vault = '444455556666';

describe('STS', () => {
  it('knows the account from the access key', async () => {
    const { sts } = clientsFor(await endpointFor(exampleOrganization()), workbench);

    const identity = await sts.send(new GetCallerIdentityCommand({}));

    expect(identity.Account).toBe(workbench);
    expect(identity.Arn).toBe(`arn:aws:sts::${workbench}:assumed-role/iamlint-audit/demo`);
  });

  it('gives the partition of the account in the ARN', async () => {
    const [account] = exampleOrganization().accounts;
    if (account === undefined) throw new Error('no account');
    const china = { ...account, account: { ...account.account, Partition: 'aws-cn' } };
    const { sts } = clientsFor(
      await endpointFor({ accounts: [china] }),
      china.account.AccountId,
      'cn-north-1',
    );

    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));

    expect(Arn).toMatch(/^arn:aws-cn:sts::/);
  });

  it('refuses a key that it never handed out', async () => {
    const { sts } = clientsFor(await endpointFor(exampleOrganization()), '000000000000');

    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
  });

  it('lets the caller act as the role that it assumes, in the account of the role', async () => {
    const endpoint = await endpointFor(exampleOrganization());
    const { sts } = clientsFor(endpoint, workbench);
    const RoleArn = `arn:aws:iam::${vault}:role/iamlint-audit`;

    const { Credentials: keys } = await sts.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'nightly' }),
    );
    const credentials = {
      accessKeyId: keys?.AccessKeyId ?? '',
      secretAccessKey: keys?.SecretAccessKey ?? '',
      sessionToken: keys?.SessionToken ?? '',
    };
    const session = new STSClient({ endpoint: endpoint.url, region: 'us-east-1', credentials });
    const { Arn } = await session.send(new GetCallerIdentityCommand({}));

    expect(Arn).toBe(`arn:aws:sts::${vault}:assumed-role/iamlint-audit/nightly`);
    expect(keys?.Expiration?.getTime()).toBeGreaterThan(Date.now());
    expect(endpoint.requests).toEqual([
      { service: 'sts', operation: 'AssumeRole', account: workbench },
      { service: 'sts', operation: 'GetCallerIdentity', account: vault },
    ]);
  });

  it('denies a role that does not exist', async () => {
    const { sts } = clientsFor(await endpointFor(exampleOrganization()), workbench);
    const RoleArn = `arn:aws:iam::${vault}:role/nobody`;

    await expect(sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 's' }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(
        `not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
      ) as string,
    });
  });
});
