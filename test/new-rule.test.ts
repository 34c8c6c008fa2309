import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const COPIED = ['package.json', 'tsconfig.json', 'src', 'lint-rules', 'reports', '.github/scripts'];

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'iamlint-new-rule-'));
  for (const path of COPIED) await cp(join(root, path), join(cwd, path), { recursive: true });
  await symlink(join(root, 'node_modules'), join(cwd, 'node_modules'));
}, 60_000);
afterAll(() => rm(cwd, { recursive: true }));

const script = (name: string, ...args: string[]) =>
  run(join(root, 'node_modules', '.bin', 'tsx'), [`.github/scripts/${name}.ts`, ...args], { cwd });
const read = (path: string) => readFile(join(cwd, path), 'utf8');

describe('npm run new-rule', () => {
  it('makes a rule that compiles, its page and its place in the index, with everything in step', async () => {
    const { stdout } = await script('new-rule', 'novel/no-thing');
    expect(stdout).toContain('lint-rules/novel/no-thing.ts\nlint-rules/novel/no-thing.md\n');
    expect(await read('lint-rules/novel/no-thing.md')).toMatch(/^# novel\/no-thing\n[^]*^## Why$/m);
    expect(await read('lint-rules/index.ts')).toContain("import novelNoThing from './novel/no-thing.js';");
    expect(await read('lint-rules/README.md')).toContain('(novel/no-thing.md)');
    await writeFile(
      join(cwd, 'novel.json'),
      JSON.stringify({ extends: './tsconfig.json', include: ['lint-rules/novel'] }),
    );
    await run(join(root, 'node_modules', '.bin', 'tsc'), ['--noEmit', '-p', 'novel.json'], { cwd });
    await script('generate', '--check');
  }, 180_000);

  it.each(['novel/thing', 'novel/no-s3', '../novel/no-thing'])(
    "refuses '%s', which is no id of a rule",
    async (id) => {
      await expect(script('new-rule', id)).rejects.toMatchObject({
        code: 2,
        stderr: expect.stringContaining('is not the id of a rule') as string,
      });
    },
  );

  it('leaves a rule alone that is there', async () => {
    const before = await read('lint-rules/trust/no-account-root.ts');
    await expect(script('new-rule', 'trust/no-account-root')).rejects.toMatchObject({ code: 2 });
    expect(await read('lint-rules/trust/no-account-root.ts')).toBe(before);
  });
});
