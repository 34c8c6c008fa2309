import { demoCredentials, exampleOrganization, startEndpoint } from '../../demo/index.js';
import { audit, REPORT_FORMATS, snapshotText, type Snapshot } from '../../index.js';
import type { DemoArguments } from '../arguments.js';
import { collectAccounts, merge } from '../collect-accounts.js';
import type { ExitStatus } from '../errors.js';
import { outputs } from '../output.js';
import { finish } from '../report.js';

/**
 * The whole path over real HTTP: the collectors read an example organization from an endpoint in this process. It is
 * a demonstration, so its findings do not make it fail.
 */
export async function runDemo(options: DemoArguments): Promise<ExitStatus> {
  const outcome = { outputs: outputs(options, REPORT_FORMATS), failOn: 'never' } as const;
  const report = audit(snapshotText(await collectExample()));
  return finish(report, outcome, false);
}

/** As a scheduled audit does it: the management account by its own credentials, each member account by a role. */
async function collectExample(): Promise<Snapshot> {
  const world = exampleOrganization();
  const [management, ...members] = world.accounts.map(({ account }) => account.AccountId);
  const endpoint = await startEndpoint(world);
  const restore = replaceEnvironment({
    AWS_ENDPOINT_URL: endpoint.url,
    ...demoCredentials(management ?? ''),
  });
  try {
    const session = { roleSessionName: 'iamlint-demo', region: 'us-east-1', externalId: 'iamlint-audit' };
    return merge([
      await collectAccounts({ ...session, roleArn: [], organization: true }),
      await collectAccounts({
        ...session,
        roleArn: members.map((id) => `arn:aws:iam::${id}:role/iamlint-audit`),
        organization: false,
      }),
    ]);
  } finally {
    restore();
    await endpoint.close();
  }
}

/** Takes every AWS setting of the user's out of the way: a demonstration never reaches a real account. */
function replaceEnvironment(settings: Readonly<Record<string, string>>): () => void {
  const aws = Object.entries(process.env).filter(([name]) => /^AWS_(?!SDK_JS_)/.test(name));
  for (const [name] of aws) Reflect.deleteProperty(process.env, name);
  const nowhere = {
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  Object.assign(process.env, nowhere, settings);
  return () => {
    for (const name of [...Object.keys(nowhere), ...Object.keys(settings)])
      Reflect.deleteProperty(process.env, name);
    for (const [name, value] of aws) process.env[name] = value;
  };
}
