import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCredentials, exampleOrganization, startEndpoint } from '../../src/demo/index.js';
import type { WhatCan, WhoCan } from '../../src/model/index.js';
import { writeSnapshot } from '../../src/snapshot/index.js';
import { iamlint } from '../support/cli.js';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'iamlint-access-'));
  await writeSnapshot({ ...exampleOrganization(), coverageGaps: [] }, join(cwd, 'snapshot'));
});
afterAll(() => rm(cwd, { recursive: true }));

const offline = (...args: string[]) => iamlint([...args, '--snapshot', 'snapshot'], { cwd });
const payroll = ['who-can', 's3:GetObject', '--on', 'arn:aws:s3:::exampleorg-payroll/2026.csv'];

describe('iamlint who-can', () => {
  it('answers from a snapshot, with the files as the working directory leads to them', async () => {
    const { status, stdout, stderr } = await offline(...payroll);
    expect(stdout).toMatch(
      /^s3:GetObject on exampleorg-payroll\/2026\.csv: 2 principals can: role\/payroll-admin/,
    );
    expect(stdout).toContain('(snapshot/444455556666/iam/role/payroll-admin.json:');
    expect([status, stderr]).toEqual([0, '']);
  });

  it('has all of it as JSON', async () => {
    const { stdout } = await offline(...payroll, '--format', 'json');
    expect(JSON.parse(stdout) as WhoCan).toMatchObject({
      kind: 'who-can',
      answers: [
        {
          action: 's3:GetObject',
          resourceAccount: '444455556666',
          principals: { conditional: [{ ways: [{ how: 'role', certainty: 'conditional' }] }] },
        },
      ],
    });
  });

  it('needs no resource for an action that takes none, and answers for one that AWS does not have', async () => {
    const { status, stdout } = await offline('who-can', 'ec2:DescribeInstances', 'ec2:DescribeInstancs');
    expect(stdout).toMatch(/^ec2:DescribeInstances: \d+ principals can/);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('Did you mean ec2:DescribeInstances?');
    expect(status).toBe(0);
  });

  it('reads the output of get-account-authorization-details, and says what was not read', async () => {
    const user = {
      UserName: 'ann',
      UserId: 'AIDAANN',
      Arn: 'arn:aws:iam::111122223333:user/ann',
      Path: '/',
      GroupList: [],
      AttachedManagedPolicies: [],
      UserPolicyList: [
        {
          PolicyName: 'own',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: { Effect: 'Allow', Action: 'iam:ListRoles', Resource: '*' },
          },
        },
      ],
    };
    const details = { UserDetailList: [user], GroupDetailList: [], RoleDetailList: [], Policies: [] };
    await writeFile(join(cwd, 'details.json'), JSON.stringify(details));
    const { status, stdout } = await iamlint(
      ['who-can', 'iam:ListRoles', '--authorization-details', 'details.json'],
      { cwd },
    );
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /^iam:ListRoles: 2 principals can as far as was read: the root user of 111122223333 and user\/ann\./,
    );
    expect(stdout).toContain('Not read in full: the service control policies of 111122223333.');
    expect(status).toBe(0);
  });

  it('asks the live account where no snapshot is named', async () => {
    const endpoint = await startEndpoint(exampleOrganization());
    try {
      const { status, stdout } = await iamlint(['who-can', 'iam:ListRoles'], {
        cwd,
        env: { AWS_ENDPOINT_URL: endpoint.url, AWS_REGION: 'us-east-1', ...demoCredentials('111122223333') },
      });
      expect(stdout).toMatch(/^iam:ListRoles: \d+ principals can/);
      expect(status).toBe(0);
    } finally {
      await endpoint.close();
    }
  });
});

describe('iamlint what-can', () => {
  it('answers for a name or an ARN, as text and as JSON', async () => {
    const [text, json] = await Promise.all([
      offline('what-can', 'db-admin'),
      offline('what-can', 'arn:aws:iam::111122223333:user/db-admin', '--format', 'json'),
    ]);
    expect(text).toMatchObject({ status: 0, stderr: '' });
    expect(text.stdout).toMatch(/^user\/db-admin: It can perform actions of 11 services/);
    expect(text.stdout.replaceAll(/\s+/g, ' ')).toContain("iam: * denied by identity-based policy 'DenyIAM'");
    expect(JSON.parse(json.stdout) as WhatCan).toMatchObject({
      kind: 'what-can',
      principal: 'arn:aws:iam::111122223333:user/db-admin',
      account: '111122223333',
    });
  });
});

describe('a question that cannot be answered ends with 2, and says what to ask', () => {
  it.each([
    [['who-can', 's3:GetObject'], 'Give it with --on'],
    [['who-can', 's3:GetObject', '--on', 'payroll'], "error: 'payroll' is not an ARN."],
    [['who-can', 's3:*', '--on', '*'], "error: 's3:*' stands for many actions"],
    [['who-can', 's3:GetObject', '--on', '*', '--resource-account', '42'], 'twelve digits'],
    [['who-can'], 'missing required argument'],
    [['what-can', 'db-admni'], 'Did you mean arn:aws:iam::111122223333:user/db-admin?'],
    [['what-can', 'db-admin', '--format', 'sarif'], "There is no format 'sarif'."],
  ])('%j', async (args, message) => {
    const { status, stdout, stderr } = await offline(...args);
    expect(stderr).toContain(message);
    expect([status, stdout]).toEqual([2, '']);
  });
});
