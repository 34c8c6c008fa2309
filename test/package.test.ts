import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

let directory: string;
let files: readonly string[];
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'iamlint-package-'));
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', directory];
  const { stdout } = await run('npm', pack, { cwd: root });
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  files = packed.files.map(({ path }) => path);
  await run('tar', ['-xzf', join(directory, packed.filename), '-C', directory]);
  await symlink(join(root, 'node_modules'), join(directory, 'package', 'node_modules'));
}, 60_000);
afterAll(() => rm(directory, { recursive: true }));

const iamlint = (...args: string[]) =>
  run(process.execPath, [join(directory, 'package', 'dist', 'src', 'cli', 'main.js'), ...args], {
    cwd: directory,
  });

describe('the packed package', () => {
  it('holds the build, the pages of the rules, the schema of the report and the documents, and nothing else', () => {
    const rest = files.filter(
      (file) =>
        !/^dist\/(src|lint-rules|reports)\/.*\.(js|d\.ts)$/.test(file) && !/^lint-rules\/.*\.md$/.test(file),
    );
    expect(rest.sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'package.json',
      'reports/report.schema.json',
    ]);
  });

  it('runs the demonstration', async () => {
    const { stdout } = await iamlint('demo');
    expect(stdout).toContain('111122223333 (workbench)');
  });

  it('shows the page of a rule', async () => {
    const { stdout } = await iamlint('rules', 'trust/no-account-root');
    expect(stdout).toContain('WHY');
  });

  it('is a library with types', async () => {
    const main = join(directory, 'main.mjs');
    await mkdir(join(directory, 'node_modules'));
    await symlink(join(directory, 'package'), join(directory, 'node_modules', 'iamlint'));
    await writeFile(
      main,
      "import { audit, evaluate, parsePolicy } from 'iamlint';\nconsole.log(typeof audit, typeof evaluate, typeof parsePolicy);\n",
    );
    expect((await run(process.execPath, [main])).stdout).toBe('function function function\n');
    expect(files).toContain('dist/src/index.d.ts');
  });
});
