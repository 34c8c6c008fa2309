import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCredentials, exampleOrganization, startEndpoint } from '../../src/demo/index.js';
import type { DenialExplanation, Explanation } from '../../src/model/index.js';
import { writeSnapshot } from '../../src/snapshot/index.js';
import { iamlint } from '../support/cli.js';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'iamlint-explain-'));
  await writeSnapshot({ ...exampleOrganization(), coverageGaps: [] }, join(cwd, 'snapshot'));
});
afterAll(() => rm(cwd, { recursive: true }));

const run = (...args: string[]) => iamlint(['explain', ...args], { cwd });
const offline = (...args: string[]) => run('--snapshot', 'snapshot', ...args);
const listRoles = ['--principal', 'db-admin', '--action', 'iam:ListRoles'];
const denial =
  'User: arn:aws:iam::********3333:user/db-admin is not authorized to perform: iam:ListRoles on resource: arn:aws:iam::111122223333:role/ with an explicit deny in an identity-based policy';

describe('iamlint explain', () => {
  it('ends with 0 whatever the decision is', async () => {
    const [denied, allowed] = await Promise.all([
      offline(...listRoles),
      offline('--principal', 'db-admin', '--action', 'rds:DescribeDBInstances', '--resource', '*'),
    ]);
    expect(denied).toMatchObject({ status: 0, stderr: '' });
    expect(denied.stdout).toMatch(/^explicit deny: user\/db-admin may not perform iam:ListRoles/);
    expect(allowed).toMatchObject({ status: 0, stderr: '' });
    expect(allowed.stdout).toMatch(/^allowed: /);
  });

  it('names the files of the snapshot as the working directory leads to them', async () => {
    const { stdout } = await offline(...listRoles);
    expect(stdout).toContain('--> snapshot/111122223333/iam/policy/DenyIAM.json:');
  });

  it('has all of it as JSON, on standard output or in a file', async () => {
    const { stdout } = await offline(...listRoles, '--format', 'json');
    const explanation = JSON.parse(stdout) as Explanation;
    expect(explanation).toMatchObject({
      kind: 'request',
      decision: 'explicitDeny',
      blockers: [{ policyType: 'identity-based' }],
    });
    const { stdout: nothing, status } = await offline(...listRoles, '--output', 'json=explanation.json');
    expect([nothing, status]).toEqual(['', 0]);
  });

  it('takes context keys, several values of one, and keys that the request does not have', async () => {
    const ask = (...context: string[]) =>
      offline(
        '--principal',
        'C-san',
        '--action',
        's3:PutObject',
        '--resource',
        'arn:aws:s3:::exampleorg-workbench/builds/a',
        '--format',
        'json',
        ...context,
      );
    const [open, without, withMFA, tags] = await Promise.all([
      ask(),
      ask('--context', 'aws:MultiFactorAuthPresent='),
      ask('--context', 'aws:MultiFactorAuthPresent=true'),
      ask('--context', 'aws:TagKeys=a', '--context', 'aws:TagKeys=b=c'),
    ]);
    const possible = [open, without, withMFA].map(
      ({ stdout }) => (JSON.parse(stdout) as Explanation).possible,
    );
    expect(possible).toEqual([['explicitDeny', 'allowed'], ['explicitDeny'], ['allowed']]);
    expect((JSON.parse(tags.stdout) as Explanation).request.context).toEqual({ 'aws:TagKeys': ['a', 'b=c'] });
  });

  it('reads the output of get-account-authorization-details, and says what that does not have', async () => {
    const details = {
      UserDetailList: [
        {
          UserName: 'ann',
          UserId: 'AIDAANN',
          Arn: 'arn:aws:iam::111122223333:user/ann',
          Path: '/',
          GroupList: [],
          AttachedManagedPolicies: [],
          UserPolicyList: [],
        },
      ],
      GroupDetailList: [],
      RoleDetailList: [],
      Policies: [],
    };
    await writeFile(join(cwd, 'details.json'), JSON.stringify(details));
    const { status, stdout } = await run(
      '--authorization-details',
      'details.json',
      '--principal',
      'ann',
      '--action',
      'iam:ListRoles',
    );
    expect(status).toBe(0);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('The organization was not read');
  });

  it('asks the live account where no snapshot is named', async () => {
    const endpoint = await startEndpoint(exampleOrganization());
    try {
      const { status, stdout } = await iamlint(['explain', ...listRoles], {
        cwd,
        env: { AWS_ENDPOINT_URL: endpoint.url, AWS_REGION: 'us-east-1', ...demoCredentials('111122223333') },
      });
      expect(stdout).toMatch(/^explicit deny: user\/db-admin may not perform iam:ListRoles/);
      expect(status).toBe(0);
    } finally {
      await endpoint.close();
    }
  });
});

describe('iamlint explain --error', () => {
  it('explains a message from the snapshot, its account hidden or not', async () => {
    const { status, stdout } = await offline('--error', denial);
    expect(stdout).toMatch(/^explicit deny: user\/db-admin may not perform iam:ListRoles/);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'AWS names an identity-based policy, and the policies say so too.',
    );
    expect(status).toBe(0);
  });

  it('reads the message from standard input', async () => {
    const { status, stdout } = await iamlint(['explain', '--error', '-', '--format', 'json'], {
      cwd,
      input: denial,
    });
    expect(JSON.parse(stdout) as DenialExplanation).toMatchObject({
      kind: 'denial',
      denial: { policyType: 'identity-based', action: 'iam:ListRoles' },
    });
    expect(status).toBe(0);
  });

  it('says without a snapshot what the message alone tells, and makes no call', async () => {
    const { status, stdout, stderr } = await iamlint(['explain', '--error', denial], {
      cwd,
      env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
    });
    expect(stdout).toMatch(
      /^explicit deny: A Deny statement in an identity-based policy stopped iam:ListRoles/,
    );
    expect([status, stderr]).toEqual([0, '']);
  });

  it('takes from the other options what the message lacks', async () => {
    const { stdout } = await offline(
      '--error',
      'An error occurred (AccessDenied) when calling the GetObject operation: Access Denied',
      '--principal',
      'payroll-reader',
      '--resource',
      'arn:aws:s3:::exampleorg-payroll/x',
    );
    expect(stdout).toMatch(/^explicit deny: role\/payroll-reader may not perform s3:GetObject/);
  });
});

describe('a question that cannot be answered ends with 2, and says what to ask', () => {
  it.each([
    [[], 'error: explain needs to know who wants to do what.\nhint: Give --principal and --action'],
    [
      ['--principal', 'db-admni', '--action', 'iam:ListRoles'],
      "error: 'db-admni' is not a principal.\nhint: Did you mean arn:aws:iam::111122223333:user/db-admin?",
    ],
    [
      ['--principal', 'db-admin', '--action', 's3:GetObject', '--resource', 'exampleorg-payroll'],
      "error: 'exampleorg-payroll' is not an ARN.\nhint: ",
    ],
    [
      [...listRoles, '--context', 'aws:MultiFactorAuthPresent=1'],
      "error: The value '1' of aws:MultiFactorAuthPresent is not true or false.",
    ],
    [[...listRoles, '--context', 'aws:MultiFactorAuthPresent'], 'Write it as key=value.'],
    [[...listRoles, '--resource-account', '42'], 'It is not an account id of twelve digits.'],
    [['--error', 'It does not work.'], 'error: This is no access-denied error'],
    [['--error', 'Access Denied'], 'hint: Give it with --principal.'],
    [[...listRoles, '--format', 'sarif'], "error: There is no format 'sarif'.\nhint: Known: text, json."],
  ])('%j', async (args, message) => {
    const { status, stdout, stderr } = await offline(...args);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect([status, stdout]).toEqual([2, '']);
  });
});
