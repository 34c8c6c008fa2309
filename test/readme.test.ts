import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { iamlint } from './support/cli.js';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
  language,
  text,
}));
const commands = [...readme.matchAll(/npx (?:--yes )?iamlint (\w[\w-]*)([^\n`|]*)/g)].map(
  ([, name = '', rest = '']) => ({
    name,
    help: name === 'baseline' ? [name, rest.trim().split(' ')[0] ?? '', '--help'] : ['help', name],
    flags: rest.match(/--[\w-]+/g) ?? [],
  }),
);

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'iamlint-readme-'));
});
afterAll(() => rm(cwd, { recursive: true }));

describe('the README', () => {
  it.each(commands)('uses flags that iamlint $name has: $flags', async ({ help, flags }) => {
    const { stdout } = await iamlint(help);
    for (const flag of flags) expect(stdout).toContain(flag);
  });

  it('shows YAML that is YAML', () => {
    const snippets = blocks.filter(({ language }) => language === 'yaml');
    expect(snippets.length).toBeGreaterThan(3);
    for (const { text } of snippets) expect(parse(text)).toBeTypeOf('object');
  });

  it('shows a policy test that passes', async () => {
    const cases = blocks.find(({ text }) => text.includes('cases:'))?.text ?? '';
    await writeFile(join(cwd, 'policies.test.yaml'), cases);
    expect(await iamlint(['test', 'policies.test.yaml'], { cwd })).toMatchObject({ status: 0, stderr: '' });
  });

  it('shows a configuration that is accepted', async () => {
    const config = blocks.find(({ text }) => text.startsWith('failOn:'))?.text ?? '';
    await writeFile(join(cwd, 'iamlint.config.yaml'), config);
    expect((await iamlint(['lint', '-'], { cwd, input: '{"Statement":[]}' })).status).toBe(0);
  });

  it('shows rules and compliance catalogues that there are', async () => {
    for (const [, flags = ''] of readme.matchAll(/npx iamlint rules ([^#\n]*)/g)) {
      expect(await iamlint(['rules', ...flags.trim().split(' ')])).toMatchObject({ status: 0, stderr: '' });
    }
  });
});
