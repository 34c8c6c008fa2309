import { CredentialsError, openSession, sourceOf } from '../credentials.js';
import { identify } from '../sts.js';
import { describeCaller, type CallerIdentity } from './caller.js';
import { describeChain, type ChainReport } from './chain.js';
import type { Environment } from './environment.js';
import type { ChainFacts } from './facts.js';
import { probeInstanceMetadata } from './instance-metadata.js';
import { metadataKeptFrom } from './links.js';
import { withoutSecrets } from './secrets.js';
import { readSharedFiles } from './shared-files.js';
import { sourceTaken } from './taken.js';
import type { Warning } from './warnings.js';

export interface WhoamiOptions {
  /** The variables of the process: the SDK reads them for itself. */
  readonly environment: Environment;
  readonly profile?: string;
  readonly region?: string;
  /** True to make no call, not even to the instance metadata service. */
  readonly offline?: boolean;
  /** The account that the credentials should belong to. */
  readonly expectedAccount?: string;
}

export interface Whoami extends ChainReport {
  /** `null` where nobody was asked, or nobody could say. */
  readonly caller: CallerIdentity | null;
  /** Why there are no credentials, or why they are of no use. */
  readonly problem?: { readonly message: string; readonly hint: string };
}

/** Which credentials the SDK uses here, why, and whose they are. */
export async function whoami(options: WhoamiOptions): Promise<Whoami> {
  const { environment, profile, region } = options;
  const facts: ChainFacts = {
    environment,
    ...(profile !== undefined && { profile }),
    ...(region !== undefined && { region }),
    files: await readSharedFiles(environment),
    instanceMetadata: 'not-asked',
    now: Date.now(),
  };
  return options.offline ? offlineAnswer(facts) : askAws(facts, options.expectedAccount);
}

function offlineAnswer(facts: ChainFacts): Whoami {
  const report = describeChain(facts);
  if (report.outcome !== 'none') return { ...report, caller: null };
  const failed = report.sources.find(({ status }) => status === 'failed');
  const reason = failed === undefined ? '' : `: ${failed.detail}`;
  const problem = {
    message: `The default provider chain has no credentials here${reason}.`,
    hint: "Set AWS_PROFILE or the AWS_ACCESS_KEY_ID variables, pass --profile, or run 'aws sso login'.",
  };
  return { ...report, caller: null, problem };
}

async function askAws(facts: ChainFacts, expectedAccount: string | undefined): Promise<Whoami> {
  const probed =
    metadataKeptFrom(facts.environment) === undefined ? probeInstanceMetadata() : facts.instanceMetadata;
  const [instanceMetadata, answer] = await Promise.all([probed, askSdk(facts)]);
  const { taken, caller = null, error } = answer;
  const report = describeChain({
    ...facts,
    taken,
    instanceMetadata: taken === 'instance-metadata' ? 'role' : instanceMetadata,
  });
  if (error !== undefined) {
    const safe = (text: string) => withoutSecrets(text, facts.environment, facts.files);
    return { ...report, caller, problem: { message: safe(error.message), hint: safe(error.hint) } };
  }
  const warnings = [...unexpectedAccount(caller, expectedAccount), ...report.warnings];
  return { ...report, warnings, caller };
}

interface SdkAnswer {
  readonly taken: NonNullable<ChainFacts['taken']>;
  readonly caller?: CallerIdentity;
  readonly error?: CredentialsError;
}

async function askSdk({ environment, profile, region }: ChainFacts): Promise<SdkAnswer> {
  let taken: SdkAnswer['taken'] = 'none';
  try {
    const { sts } = await openSession({
      ...(profile !== undefined && { profile }),
      ...(region !== undefined && { region }),
    });
    try {
      taken = sourceTaken(await sts.config.credentials(), environment);
      return { taken, caller: describeCaller(await identify(sts, sourceOf(profile))) };
    } finally {
      sts.destroy();
    }
  } catch (error) {
    if (error instanceof CredentialsError) return { taken, error };
    throw error;
  }
}

function* unexpectedAccount(caller: CallerIdentity | null, expected: string | undefined): Iterable<Warning> {
  if (caller === null || expected === undefined || caller.account === expected) return;
  yield {
    code: 'unexpected-account',
    message: `The credentials belong to the account ${caller.account}, and ${expected} is expected.`,
    hint: 'Select another profile, or remove the source that is used above.',
  };
}
