import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCodeScanning } from '../../reports/code-scanning.js';
import type { AuditReport } from '../../src/model/index.js';
import { iamlint, type Outcome } from '../support/cli.js';
import { jsonSchemaErrors, sarifSchemaErrors } from '../support/report.js';

let directory: string;
let outcome: Outcome;
const output = (format: string) => readFile(join(directory, format), 'utf8');

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'iamlint-demo-'));
  const files = ['json', 'sarif', 'markdown'].flatMap((format) => [
    '--output',
    `${format}=${join(directory, format)}`,
  ]);
  outcome = await iamlint(['demo', '--format', 'text', ...files]);
});
afterAll(() => rm(directory, { recursive: true }));

describe('iamlint demo', () => {
  it('ends well although it finds things, and says nothing on standard error', () => {
    expect(outcome.stderr).toBe('');
    expect(outcome.status).toBe(0);
  });

  it('prints the report of the example organization', async () => {
    await expect(outcome.stdout).toMatchFileSnapshot('../fixtures/demo/report.golden.txt');
  });

  it('writes JSON that fits the published schema', async () => {
    const text = await output('json');
    expect(jsonSchemaErrors(JSON.parse(text))).toEqual([]);
    await expect(text).toMatchFileSnapshot('../fixtures/demo/report.golden.json');
  });

  it('writes SARIF that fits its schema and that code scanning takes', async () => {
    const text = await output('sarif');
    const log = JSON.parse(text) as Log;
    expect(sarifSchemaErrors(log)).toEqual([]);
    expect(checkCodeScanning(log)).toEqual([]);
    await expect(text).toMatchFileSnapshot('../fixtures/demo/report.golden.sarif');
  });

  it('writes Markdown', async () => {
    await expect(await output('markdown')).toMatchFileSnapshot('../fixtures/demo/report.golden.md');
  });

  it('finds nothing in the well-kept account and has read everything', async () => {
    const report = JSON.parse(await output('json')) as AuditReport;
    expect(report.coverageGaps).toEqual([]);
    expect(report.findings.filter(({ account }) => account === '222233334444')).toEqual([]);
    expect(report.accounts.map(({ id }) => id)).toEqual([
      '111122223333',
      '222233334444',
      '444455556666',
      '999900001111',
    ]);
  });
});
