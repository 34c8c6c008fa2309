import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSnapshot } from '../../src/snapshot/index.js';
import { generateAccount } from '../bench/generate-account.js';
import { iamlint } from '../support/cli.js';

const ALLOW_ALL = '{ Statement: { Effect: Allow, Action: "*", Resource: "*" } }';

/** A file with one case. */
function file(expect: string, policies = `{ identity: [${ALLOW_ALL}] }`): string {
  return `cases:
  - name: A-san reads
    principal: arn:aws:iam::111122223333:user/A-san
    action: s3:GetObject
    resource: arn:aws:s3:::logs/today
    policies: ${policies}
    expect: ${expect}
`;
}

const FILES: Readonly<Record<string, string>> = {
  'passes.yaml': file('allowed'),
  'fails.yaml': file('explicitDeny'),
  'misspelt.yaml': `${file('alowed')}    acount: x\n`,
  'bad-policy.yaml': file(
    'allowed',
    '{ identity: [{ Statement: { Effect: allow, Action: "*", Resource: "*" } }] }',
  ),
  'empty.json': '{ "cases": [] }',
  'hostile.yaml': file('allowed').replace('cases:', '"\\e[31mcases":'),
  'snapshot.yaml': `cases:
  - name: services make no users
    principal: arn:aws:iam::111122223333:role/app/service-0
    action: iam:CreateUser
    resource: arn:aws:iam::111122223333:user/new
    expect: [implicitDeny, explicitDeny]
`,
};

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'iamlint-test-'));
  await writeSnapshot(generateAccount(5), join(cwd, 'snapshot'));
  await Promise.all(Object.entries(FILES).map(([name, text]) => writeFile(join(cwd, name), text)));
});
afterAll(() => rm(cwd, { recursive: true }));

const run = (...args: string[]) => iamlint(['test', ...args], { cwd });

describe('iamlint test', () => {
  it('ends with status 0 where every case passes', async () => {
    expect(await run('passes.yaml')).toEqual({ status: 0, stdout: '1 case passed.\n', stderr: '' });
  });

  it('ends with status 1 where one does not, whatever the format', async () => {
    for (const format of ['text', 'json', 'junit']) {
      const { status, stdout } = await run('passes.yaml', 'fails.yaml', '--format', format);
      expect(status).toBe(1);
      expect(stdout).toContain('explicitDeny');
    }
  });

  it('counts a file once that is named twice', async () => {
    expect((await run('passes.yaml', 'passes.yaml')).stdout).toBe('1 case passed.\n');
  });

  it('writes each format that is asked for to its file', async () => {
    const outputs = ['--output', 'json=results.json', '--output', 'junit=results.xml'];
    expect(await run('fails.yaml', ...outputs)).toMatchObject({ status: 1, stdout: '' });
    const { cases } = JSON.parse(await readFile(join(cwd, 'results.json'), 'utf8')) as { cases: unknown };
    expect(cases).toMatchObject([{ name: 'A-san reads', passed: false, decision: 'allowed' }]);
    expect(await readFile(join(cwd, 'results.xml'), 'utf8')).toContain('<failure message=');
  });

  it('takes the policies from a snapshot', async () => {
    const { status, stdout } = await run('snapshot.yaml', '--snapshot', 'snapshot', '--format', 'json');
    const { cases } = JSON.parse(stdout) as {
      cases: { trace: { statements: { location: { source: string } }[] }[] }[];
    };
    const sources = cases.flatMap(({ trace }) =>
      trace.flatMap(({ statements }) => statements.map(({ location }) => location.source)),
    );
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.every((source) => source.startsWith('snapshot/'))).toBe(true);
    expect(status).toBe(0);
  });
});

describe('bad input ends with status 2, an empty standard output, and the file and line', () => {
  it.each([
    [
      ['misspelt.yaml'],
      "error: misspelt.yaml:7: 'alowed' is not a decision. Did you mean 'allowed'?\n" +
        "misspelt.yaml:8: There is no key 'acount' in a case.",
    ],
    [
      ['passes.yaml', 'bad-policy.yaml'],
      "error: bad-policy.yaml:6: Effect is 'Allow' or 'Deny', spelt exactly so.",
    ],
    [['empty.json'], 'error: empty.json:1: There is no case, so there is nothing to test.'],
    [['hostile.yaml'], "error: hostile.yaml:1: There is no key '\\u{1b}[31mcases' in a test file."],
    [['snapshot.yaml'], 'error: snapshot.yaml:2: The case has no policies, and no snapshot was given'],
    [['nowhere.yaml'], 'error: nowhere.yaml could not be read.\nhint: '],
    [['snapshot.yaml', '--snapshot', 'nowhere'], 'error: '],
    [
      ['passes.yaml', '--format', 'junti'],
      "error: There is no format 'junti'.\nhint: Did you mean 'junit'?\n",
    ],
    [['passes.yaml', '--output', 'results.xml'], "error: 'results.xml' is not an output.\nhint: "],
    [[], "error: missing required argument 'file'"],
  ])('%j', async (args, message) => {
    const { status, stdout, stderr } = await run(...args);
    expect(stderr).toContain(message);
    expect(stderr).toContain('\nhint: ');
    expect(stderr).not.toContain('    at ');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});
