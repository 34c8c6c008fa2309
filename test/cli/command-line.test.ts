import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditReport } from '../../src/model/index.js';
import { writeSnapshot } from '../../src/snapshot/index.js';
import { generateAccount } from '../bench/generate-account.js';
import { iamlint } from '../support/cli.js';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'iamlint-cli-'));
  await writeSnapshot(generateAccount(20), join(cwd, 'snapshots'));
  const admin = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  await writeFile(join(cwd, 'admin.json'), JSON.stringify(admin, null, 2));
  const fine = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }],
  };
  await writeFile(join(cwd, 'fine.json'), JSON.stringify(fine));
  await writeFile(join(cwd, 'truncated.json'), '{"Version": "2012-10-17",\n "Statement": [');
});
afterAll(() => rm(cwd, { recursive: true }));

const run = (...args: string[]) => iamlint(args, { cwd });

describe('a wrong command line ends with status 2 and says what is meant', () => {
  it.each([
    [['audit', '--snapshto', 'x'], "error: unknown option '--snapshto'\nhint: Did you mean --snapshot?\n"],
    [['adit'], "error: unknown command 'adit'\nhint: Did you mean audit?\n"],
    [
      ['audit', '--snapshot', 'snapshots', '--format', 'sarfi'],
      "error: There is no format 'sarfi'.\nhint: Did you mean 'sarif'?\n",
    ],
    [
      ['audit', '--snapshot', 'snapshots', '--output', 'report.sarif'],
      "error: 'report.sarif' is not an output.\nhint: Write --output format=path",
    ],
    [
      ['audit', '--snapshot', 'snapshots', '--fail-on', 'hihg'],
      "error: option '--fail-on <severity>' argument 'hihg' is invalid.",
    ],
    [['audit', '--snapshot', 'a', '--authorization-details', 'b'], 'cannot be used with option'],
    [['lint'], "error: missing required argument 'file'"],
    [['lint', 'nowhere.json'], 'error: nowhere.json could not be read.\nhint: '],
    [
      ['audit', '--snapshot', 'snapshots', '--config', 'nowhere.yaml'],
      'error: The configuration nowhere.yaml could not be read.',
    ],
    [['audit', '--snapshot', 'nowhere'], 'hint: '],
    [['audit', '--authorization-details', 'truncated.json'], 'truncated.json'],
    [
      ['audit', '--snapshot', 'snapshots', '--output', 'json=no/such/folder/x'],
      'error: no/such/folder/x could not be written.',
    ],
  ])('%j', async (args, message) => {
    const { status, stderr } = await run(...args);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(2);
  });
});

describe('iamlint audit --snapshot', () => {
  it('gives the same bytes twice', async () => {
    const [first, second] = await Promise.all([
      run('audit', '--snapshot', 'snapshots', '--format', 'json'),
      run('audit', '--snapshot', 'snapshots', '--format', 'json'),
    ]);
    expect(second.stdout).toBe(first.stdout);
    expect(first.stdout.length).toBeGreaterThan(1000);
  });

  it('names sources as the working directory leads to them', async () => {
    const { stdout } = await run('audit', '--snapshot', 'snapshots', '--format', 'json');
    const { findings } = JSON.parse(stdout) as AuditReport;
    const source = findings[0]?.locations[0].location.source ?? '';
    expect(source).toMatch(/^snapshots\//);
    expect(await readFile(join(cwd, source), 'utf8')).toContain('{');
  });

  it('refuses a snapshot that a newer version has written', async () => {
    const newer = join(cwd, 'newer');
    await mkdir(newer);
    await writeFile(join(newer, 'snapshot.json'), '{ "SchemaVersion": 2 }\n');
    const { status, stderr } = await run('audit', '--snapshot', 'newer');
    expect(stderr).toMatch(/newer/);
    expect(stderr).toMatch(/hint: /);
    expect(status).toBe(2);
  });

  it('says where a snapshot is damaged', async () => {
    const damaged = join(cwd, 'damaged');
    await writeSnapshot(generateAccount(20), damaged);
    const file = join(damaged, '111122223333', 'iam', 'role', 'app', 'service-7.json');
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, 40));
    const { status, stderr } = await run('audit', '--snapshot', 'damaged');
    expect(stderr).toContain('111122223333/iam/role/app/service-7.json');
    expect(status).toBe(2);
  });
});

describe('iamlint lint', () => {
  it('ends with 1 for a policy with a finding and with 0 for one without', async () => {
    const bad = await run('lint', 'admin.json');
    expect(bad.status).toBe(1);
    expect(bad.stdout).toContain('admin.json:6:17');
    expect(await run('lint', 'fine.json')).toMatchObject({ status: 0, stderr: '' });
  });

  it('reads standard input', async () => {
    const input = await readFile(join(cwd, 'admin.json'), 'utf8');
    const { status, stdout } = await iamlint(['lint', '-', '--format', 'json'], { cwd, input });
    expect(status).toBe(1);
    expect((JSON.parse(stdout) as AuditReport).findings[0]?.subject).toBe('standard input');
  });

  it('points at the character where the JSON ends too early, and judges the other files', async () => {
    const { status, stdout } = await run('lint', 'truncated.json', 'admin.json');
    expect(stdout).toContain('truncated.json:2:16');
    expect(stdout).toContain('admin.json:6:17');
    expect(status).toBe(1);
  });

  it('answers a 10,000-character wildcard pattern', async () => {
    const pattern = `s3:${'*a'.repeat(5_000)}`;
    const policy = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: pattern, Resource: `arn:aws:s3:::${pattern}` }],
    };
    const { status } = await iamlint(['lint', '-'], { cwd, input: JSON.stringify(policy) });
    expect([0, 1]).toContain(status);
  });
});

describe('iamlint lint with a configuration', () => {
  const lint = async (config: string, ...args: string[]) => {
    await writeFile(join(cwd, 'test.config.yaml'), config);
    const { status, stdout } = await run(
      'lint',
      'admin.json',
      '--config',
      'test.config.yaml',
      '--format',
      'json',
      ...args,
    );
    return { status, report: JSON.parse(stdout) as AuditReport };
  };

  it('fails on the severity that the configuration gives a rule', async () => {
    const { status, report } = await lint('rules: { grants/no-full-administrator: low }');
    expect(report.findings).toMatchObject([{ ruleId: 'grants/no-full-administrator', severity: 'low' }]);
    expect(status).toBe(0);
  });

  it('runs the rules of the preset, which the command line chooses before the configuration', async () => {
    const { report: strict } = await lint('preset: strict');
    const { report } = await lint('preset: strict', '--preset', 'recommended');
    expect([strict.preset, report.preset]).toEqual(['strict', 'recommended']);
    expect(report.rules.length).toBeLessThan(strict.rules.length);
    expect(report.rules.every(({ confidence }) => confidence === 'high')).toBe(true);
  });

  const excepting = (expires: string) => `exceptions:
  - rule: grants/no-full-administrator
    subject: admin.json
    reason: It is what the test is about
    expires: ${expires}
`;

  it('does not fail on what an exception hides, and says that it is hidden', async () => {
    const { status, report } = await lint(excepting('9999-12-31'));
    expect(report.findings).toEqual([]);
    expect(report.hiddenFindings).toMatchObject([{ exception: { reason: 'It is what the test is about' } }]);
    expect(status).toBe(0);
  });

  it('fails when the exception has expired', async () => {
    const { status, report } = await lint(excepting('2001-12-31'));
    expect(report.findings.map(({ ruleId }) => ruleId)).toEqual([
      'grants/no-full-administrator',
      'exception/no-expired',
    ]);
    expect(status).toBe(1);
  });
});

describe('what is asked of the program itself', () => {
  it('prints its version', async () => {
    const { stdout } = await run('--version');
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('prints its help with the exit statuses', async () => {
    const { status, stdout } = await run('--help');
    expect(stdout).toContain('Exit status:');
    expect(status).toBe(0);
  });

  it('prints the permissions that it needs as a policy', async () => {
    const { stdout } = await run('permissions');
    const policy = JSON.parse(stdout) as { Statement: { Effect: string; Action: string[] }[] };
    expect(policy.Statement.flatMap(({ Action }) => Action)).toContain('iam:GetAccountAuthorizationDetails');
    expect(policy.Statement.every(({ Effect }) => Effect === 'Allow')).toBe(true);
  });
});
