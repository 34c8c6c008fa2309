import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleOrganization } from '../../src/demo/index.js';
import type { Comparison, ProofReport, Snapshot } from '../../src/model/index.js';
import { writeSnapshot } from '../../src/snapshot/index.js';
import { iamlint } from '../support/cli.js';
import { allow, document } from '../support/identities.js';

const bucket = document({ ...allow('s3:GetObject', 'arn:aws:s3:::logs/*'), Principal: '*' });
const files = {
  'read.json': document(allow('s3:GetObject')),
  'write.json': document(allow(['s3:GetObject', 's3:PutObject'])),
  'empty.json': document(),
  'bucket.json': bucket,
  'half.json': document(allow('s3:GetObject'), { Effect: 'allow', Action: 's3:PutObject', Resource: '*' }),
};

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'iamlint-compare-'));
  for (const [name, content] of Object.entries(files))
    await writeFile(join(cwd, name), JSON.stringify(content));
  await writeFile(join(cwd, 'broken.json'), '{"Statement": [');
  const snapshot: Snapshot = { ...exampleOrganization(), coverageGaps: [] };
  await writeSnapshot(snapshot, join(cwd, 'monday'));
  await writeSnapshot(withoutPolicies(snapshot), join(cwd, 'tuesday'));
});
afterAll(() => rm(cwd, { recursive: true }));

/** The same organization after somebody has taken every policy from db-admin. */
function withoutPolicies({ accounts, ...rest }: Snapshot): Snapshot {
  const strip = accounts.map((account) => ({
    ...account,
    users: account.users.map((user) =>
      user.UserName === 'db-admin'
        ? { ...user, AttachedManagedPolicies: [], UserPolicyList: [], GroupList: [] }
        : user,
    ),
  }));
  return { ...rest, accounts: strip };
}

const run = (...args: string[]) => iamlint(args, { cwd });

describe('iamlint compare', () => {
  it('says what the change does, and ends with 0 unless it is to fail on that', async () => {
    const grown = await run('compare', 'read.json', 'write.json');
    expect(grown.stdout).toMatch(
      /^new access: It grants new access: s3:PutObject\. It takes away no access\.\n/,
    );
    expect(grown).toMatchObject({ status: 0, stderr: '' });
    const same = await run('compare', 'read.json', 'read.json', '--fail-on', 'any');
    expect(same.stdout).toMatch(/^same access: Both sides allow the same requests\.\n/);
    expect(same.status).toBe(0);
  });

  it.each([
    ['read.json', 'write.json', 'new-access', 1],
    ['read.json', 'write.json', 'lost-access', 0],
    ['read.json', 'write.json', 'any', 1],
    ['write.json', 'read.json', 'new-access', 0],
    ['write.json', 'read.json', 'lost-access', 1],
    ['read.json', 'half.json', 'new-access', 3],
    ['half.json', 'write.json', 'any', 3],
  ])('%s to %s with --fail-on %s ends with %s and %s', async (old, proposed, failOn, expected) => {
    const { status, stderr } = await run('compare', old, proposed, '--fail-on', failOn);
    expect(status).toBe(expected);
    expect(stderr).toContain(expected === 3 ? 'could not be ruled out' : '');
  });

  it('has all of it as JSON', async () => {
    const { stdout } = await run('compare', 'read.json', 'write.json', '--format', 'json');
    expect(JSON.parse(stdout) as Comparison).toMatchObject({
      kind: 'comparison',
      old: 'read.json',
      new: 'write.json',
      policyType: 'identity-based',
      newAccess: { verdict: 'refuted', witnesses: [{ request: { action: 's3:PutObject' } }] },
      lostAccess: { verdict: 'proved', witnesses: [] },
    });
  });

  it('takes a policy without statements for one of the type of the other', async () => {
    const { status, stdout } = await run('compare', 'empty.json', 'bucket.json', '--format', 'json');
    expect(status).toBe(0);
    expect((JSON.parse(stdout) as Comparison).newAccess.verdict).toBe('refuted');
  });

  it('reads one of the two from standard input', async () => {
    const { stdout } = await iamlint(['compare', 'read.json', '-'], {
      cwd,
      input: JSON.stringify(files['read.json']),
    });
    expect(stdout).toMatch(/^same access: /);
  });

  it('compares what a principal may do in two snapshots', async () => {
    const { status, stdout } = await run(
      'compare',
      'monday',
      'tuesday',
      '--principal',
      'db-admin',
      '--format',
      'json',
    );
    const { principal, newAccess, lostAccess } = JSON.parse(stdout) as Comparison;
    expect([status, principal]).toEqual([0, 'arn:aws:iam::111122223333:user/db-admin']);
    expect([newAccess.verdict, lostAccess.verdict]).toEqual(['proved', 'refuted']);
    expect(lostAccess.witnesses[0]?.grants[0]?.locations[0].location.source).toMatch(/^monday\//);
    const same = await run('compare', 'monday', 'monday', '--principal', 'db-admin', '--fail-on', 'any');
    expect(same).toMatchObject({ status: 0 });
  });

  it.each([
    [
      ['read.json', 'bucket.json'],
      'read.json looks like the type identity-based, bucket.json like resource-based.',
    ],
    [['read.json', 'broken.json'], 'error: broken.json:1: The policy is not valid JSON'],
    [['read.json', 'missing.json'], 'error: missing.json could not be read.'],
    [['-', '-'], 'error: Both policies cannot come from standard input.'],
    [
      ['monday', 'tuesday', '--principal', 'db-admni'],
      'hint: Did you mean arn:aws:iam::111122223333:user/db-admin?',
    ],
    [['monday', 'nowhere', '--principal', 'db-admin'], 'error: '],
    [['read.json', 'write.json', '--fail-on', 'high'], 'hint: '],
    [['monday', 'tuesday', '--principal', 'db-admin', '--type', 'identity-based'], 'cannot be used with'],
  ])('ends with 2 and says what to do for %j', async (args, message) => {
    const { status, stdout, stderr } = await run('compare', ...args);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect([status, stdout]).toEqual([2, '']);
  });
});

describe('iamlint prove', () => {
  it.each([
    [['--not-granted', 'iam:PassRole,sts:*', 'read.json', 'write.json'], 0],
    [['--not-granted', 'iam:PassRole, s3:PutObject', 'read.json', 'write.json'], 1],
    [['--not-granted', 's3:PutObject', 'half.json'], 3],
    [['--not-granted', 's3:PutObject', 'half.json', 'write.json'], 1],
    [['--not-granted', 's3:*', '--on', 'arn:aws:s3:::a,b,arn:aws:s3:::data/*', 'bucket.json'], 0],
    [['--not-public', 'bucket.json'], 1],
    [['--not-public', '--meaning', 's3', '--not-granted', 's3:PutObject', 'bucket.json'], 1],
  ])('%j ends with %s', async (args, expected) => {
    const { status, stderr } = await run('prove', ...args);
    expect(status).toBe(expected);
    expect(stderr).toContain(expected === 3 ? '1 claim could not be decided, which is no proof.' : '');
  });

  it('has all of it as JSON and SARIF', async () => {
    const json = await run('prove', '--not-public', 'bucket.json', '--format', 'json');
    expect((JSON.parse(json.stdout) as ProofReport).proofs).toMatchObject([
      { verdict: 'refuted', file: 'bucket.json' },
    ]);
    const sarif = await run('prove', '--not-public', 'bucket.json', '--format', 'sarif');
    expect(JSON.parse(sarif.stdout)).toMatchObject({
      version: '2.1.0',
      runs: [{ results: [{ ruleId: 'prove/not-public' }] }],
    });
  });

  it.each([
    [['read.json'], 'error: prove needs to know what to prove.'],
    [['--on', 'arn:aws:s3:::logs/*', 'read.json'], "hint: Give them with --not-granted; '*' means all."],
    [['--not-granted', 'PassRole', 'read.json'], "error: 'PassRole' is not an action."],
    [['--not-granted', 's3:*', '--on', 'logs', 'read.json'], "error: 'logs' is not the ARN of a resource."],
    [['--not-public', 'read.json'], 'error: read.json is judged as identity-based'],
    [['--not-granted', 's3:*', 'broken.json'], 'error: broken.json:1: '],
    [['--not-public', '--meaning', 'public', 'bucket.json'], 'hint: '],
  ])('ends with 2 and says what to do for %j', async (args, message) => {
    const { status, stdout, stderr } = await run('prove', ...args);
    expect(stderr).toContain(message);
    expect([status, stdout]).toEqual([2, '']);
  });
});
