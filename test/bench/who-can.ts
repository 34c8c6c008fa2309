import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { generateAccount } from './generate-account.js';

/** What who-can takes over 5,000 roles: printed, never asserted, since machines differ. */

interface Answered {
  readonly question: string;
  /** Of processor time. */
  readonly milliseconds: number;
  readonly principals: number;
}

const run = promisify(execFile);
const once = fileURLToPath(new URL('who-can-once.mjs', import.meta.url));
const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

const QUESTIONS = [
  's3:GetObject arn:aws:s3:::app-3/report',
  'dynamodb:Query arn:aws:dynamodb:eu-west-1:111122223333:app-7-orders',
  'sts:AssumeRole arn:aws:iam::111122223333:role/app/service-17',
  'iam:CreateUser *',
  'ec2:DescribeInstances *',
];

/** As the AWS CLI prints it, each managed policy with two versions that are no longer the default: 25 MB. */
function authorizationDetails(): string {
  const [account] = generateAccount(5_000).accounts;
  const { users = [], groups = [], roles = [], policies = [] } = account ?? {};
  const Policies = policies.map((policy) => ({
    ...policy,
    PolicyVersionList: policy.PolicyVersionList.flatMap((version) => [
      { ...version, VersionId: 'v3' },
      { ...version, VersionId: 'v2', IsDefaultVersion: false },
      { ...version, VersionId: 'v1', IsDefaultVersion: false },
    ]),
  }));
  return JSON.stringify(
    { UserDetailList: users, GroupDetailList: groups, RoleDetailList: roles, Policies },
    null,
    4,
  );
}

const directory = await mkdtemp(join(tmpdir(), 'iamlint-bench-'));
try {
  const file = join(directory, 'details.json');
  await writeFile(file, authorizationDetails());
  const { stdout } = await run(process.execPath, [once, file, ...QUESTIONS]);
  const { first, later } = JSON.parse(stdout) as Readonly<Record<'first' | 'later', readonly Answered[]>>;
  const table = first.map(({ question, milliseconds, principals }, index) => ({
    question,
    principals,
    'first (ms)': milliseconds.toFixed(0),
    'later (ms)': later[index]?.milliseconds.toFixed(0),
  }));
  const start = performance.now();
  const [action = '', resource = ''] = QUESTIONS[0]?.split(' ') ?? [];
  await run(process.execPath, [main, 'who-can', action, '--on', resource, '--authorization-details', file]);
  const seconds = (performance.now() - start) / 1000;
  const megabytes = (await stat(file)).size / 1_000_000;
  // eslint-disable-next-line no-console -- a benchmark is read by a person
  console.table(table);
  // eslint-disable-next-line no-console -- a benchmark is read by a person
  console.log(
    `iamlint who-can over ${megabytes.toFixed(0)} MB: ${seconds.toFixed(2)} s for the whole process`,
  );
} finally {
  await rm(directory, { recursive: true });
}
