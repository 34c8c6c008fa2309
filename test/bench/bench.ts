import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PRESETS, type Preset } from '../../src/model/index.js';
import { writeSnapshot } from '../../src/snapshot/index.js';
import { generateAccount } from './generate-account.js';

/** What one audit of a generated account takes: printed, never asserted, since machines differ. */
interface Measurement {
  readonly readSeconds: number;
  readonly auditSeconds: number;
  readonly rules: number;
  readonly findings: number;
  /** What the text report groups the findings into. */
  readonly causes: number;
  /** Of the text report. */
  readonly lines: number;
  readonly documents: number;
  readonly peakMegabytes: number;
}

const run = promisify(execFile);

const auditOnce = fileURLToPath(new URL('audit-once.mjs', import.meta.url));

async function measure(roles: number, preset: Preset): Promise<Measurement> {
  const directory = await mkdtemp(join(tmpdir(), 'iamlint-bench-'));
  try {
    const snapshot = join(directory, 'snapshot');
    await writeSnapshot(generateAccount(roles), snapshot);
    const { stdout } = await run(process.execPath, [auditOnce, snapshot, preset]);
    return JSON.parse(stdout) as Measurement;
  } finally {
    await rm(directory, { recursive: true });
  }
}

type Table = Record<string, Record<string, string | number>>;

const speed: Table = {};
for (const roles of [100, 1_000, 5_000]) {
  const { readSeconds, auditSeconds, findings, documents, peakMegabytes } = await measure(roles, 'strict');
  speed[`${roles} roles`] = {
    documents,
    'read (s)': readSeconds.toFixed(2),
    'audit (s)': auditSeconds.toFixed(2),
    'peak memory (MB)': Math.round(peakMegabytes),
    findings,
  };
}

const noise: Table = {};
for (const preset of PRESETS) {
  const { rules, findings, causes, lines } = await measure(1_000, preset);
  noise[`1000 roles, ${preset}`] = {
    rules,
    findings,
    'findings per role': (findings / 1_000).toFixed(2),
    'root causes': causes,
    'lines of the text report': lines,
  };
}
/* eslint-disable no-console -- a benchmark is read by a person */
console.table(speed);
console.table(noise);

await import('./who-can.js');
