import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditReport } from '../../src/model/index.js';
import { writeSnapshot } from '../../src/snapshot/index.js';
import { generateAccount } from '../bench/generate-account.js';
import { iamlint } from '../support/cli.js';
import { coverageGap } from '../support/report.js';

let cwd: string;
const run = (...args: string[]) => iamlint(args, { cwd });
const policy = (file: string, Action: string) => {
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] };
  return writeFile(join(cwd, file), JSON.stringify(document));
};
const read = (file: string) => readFile(join(cwd, file), 'utf8');

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'iamlint-baseline-'));
  await writeSnapshot(generateAccount(20), join(cwd, 'snapshots'));
  await policy('known.json', '*');
});
afterAll(() => rm(cwd, { recursive: true }));

describe('iamlint baseline', () => {
  it('writes what an audit finds, the same bytes each time, and then nothing is new', async () => {
    const written = await run('baseline', 'write', 'base.json', '--snapshot', 'snapshots');
    expect(written.stderr).toMatch(/^iamlint: base\.json holds \d+ findings\.\n$/);
    expect(written).toMatchObject({ status: 0, stdout: '' });
    const first = await read('base.json');
    await run('baseline', 'write', 'base.json', '--snapshot', 'snapshots');
    expect(await read('base.json')).toBe(first);
    const audit = ['audit', '--snapshot', 'snapshots', '--fail-on', 'low', '--format', 'json'];
    const [without, compared] = await Promise.all([run(...audit), run(...audit, '--baseline', 'base.json')]);
    expect([without.status, compared.status]).toEqual([1, 0]);
    const { findings } = JSON.parse(compared.stdout) as AuditReport;
    expect(new Set(findings.map(({ baselineState }) => baselineState))).toEqual(new Set(['unchanged']));
  });

  it('fails on what is new, and takes an earlier JSON report for a baseline', async () => {
    await run('lint', 'known.json', '--output', 'json=report.json');
    await policy('new.json', '*');
    const same = await run('lint', 'known.json', '--baseline', 'report.json');
    expect(same.status).toBe(0);
    const more = await run('lint', 'known.json', 'new.json', '--baseline', 'report.json');
    expect(more).toMatchObject({ status: 1, stderr: 'iamlint: 1 new finding of severity high or above.\n' });
  });

  it('is pruned of what is mended, and gains nothing', async () => {
    await policy('mended.json', '*');
    await run('baseline', 'write', 'files.json', 'known.json', 'mended.json');
    await policy('mended.json', 's3:ListAllMyBuckets');
    await policy('added.json', '*');
    const pruned = await run('baseline', 'prune', 'files.json', 'known.json', 'mended.json', 'added.json');
    expect(pruned).toMatchObject({
      status: 0,
      stderr: 'iamlint: files.json holds 1 finding; 1 finding less than before.\n',
    });
    expect(await read('files.json')).toMatch(
      /^\{\n {2}"schemaVersion": 1,\n {2}"findings": \[\n {4}\{"ruleId":"grants\/no-full-administrator","account":"","subject":"known\.json","fingerprint":"[0-9a-f]{32}"\}\n {2}\]\n\}\n$/,
    );
  });

  it('is not touched where the audit is incomplete', async () => {
    await writeSnapshot({ ...generateAccount(20), coverageGaps: [coverageGap()] }, join(cwd, 'gaps'));
    const { status, stderr } = await run('baseline', 'write', 'none.json', '--snapshot', 'gaps');
    expect(stderr).toContain('iamlint: The audit is incomplete');
    expect(status).toBe(3);
    await expect(read('none.json')).rejects.toThrow();
  });

  it.each([
    ['nowhere.json', undefined, 'The baseline nowhere.json could not be read.'],
    ['text.json', 'text', 'text.json is neither a baseline nor a JSON report of iamlint.'],
    [
      'other.json',
      '{"findings":[{"id":1}]}',
      'other.json is neither a baseline nor a JSON report of iamlint.',
    ],
    ['newer.json', '{"schemaVersion":2,"findings":[]}', 'newer.json was written by a newer iamlint.'],
  ])('%s is an error, since everything would be new', async (file, text, message) => {
    if (text !== undefined) await writeFile(join(cwd, file), text);
    const { status, stderr } = await run('lint', 'known.json', '--baseline', file);
    expect(stderr).toContain(`error: ${message}\nhint: `);
    expect(status).toBe(2);
  });
});
