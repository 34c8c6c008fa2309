import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeSnapshot } from '../../src/snapshot/index.js';
import { generateAccount } from './generate-account.js';

/** What one audit of a generated account takes: printed, never asserted, since machines differ. */
interface Measurement {
  readonly readSeconds: number;
  readonly auditSeconds: number;
  readonly findings: number;
  readonly documents: number;
  readonly peakMegabytes: number;
}

const run = promisify(execFile);

const auditOnce = fileURLToPath(new URL('audit-once.mjs', import.meta.url));

async function measure(roles: number): Promise<Measurement> {
  const directory = await mkdtemp(join(tmpdir(), 'iamlint-bench-'));
  try {
    const snapshot = join(directory, 'snapshot');
    await writeSnapshot(generateAccount(roles), snapshot);
    const { stdout } = await run(process.execPath, [auditOnce, snapshot]);
    return JSON.parse(stdout) as Measurement;
  } finally {
    await rm(directory, { recursive: true });
  }
}

const table: Record<string, Record<string, string | number>> = {};
for (const roles of [100, 1_000, 5_000]) {
  const { readSeconds, auditSeconds, findings, documents, peakMegabytes } = await measure(roles);
  table[`${roles} roles`] = {
    documents,
    'read (s)': readSeconds.toFixed(2),
    'audit (s)': auditSeconds.toFixed(2),
    'peak memory (MB)': Math.round(peakMegabytes),
    findings,
  };
}
// eslint-disable-next-line no-console -- a benchmark is read by a person
console.table(table);
