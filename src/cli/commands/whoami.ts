import { whoami, type Source, type SourceName, type Whoami } from '../../collectors/whoami/index.js';
import { parseArn } from '../../model/index.js';
import type { WhoamiArguments } from '../arguments.js';
import { EXIT, UserError, type ExitStatus } from '../errors.js';
import { print } from '../output.js';

export async function runWhoami(options: WhoamiArguments): Promise<ExitStatus> {
  const { profile, region, offline, expectAccount, format } = options;
  const answer = await whoami({
    environment: process.env,
    ...(profile !== undefined && { profile }),
    ...(region !== undefined && { region }),
    ...(offline !== undefined && { offline }),
    ...(expectAccount !== undefined && { expectedAccount: expectAccount }),
  });
  await print(format === 'json' ? `${JSON.stringify(answer, undefined, 2)}\n` : whoamiText(answer));
  if (answer.problem !== undefined) throw new UserError(answer.problem.message, answer.problem.hint);
  if (answer.outcome === 'undecided') return EXIT.incomplete;
  return answer.warnings.some(({ code }) => code === 'unexpected-account') ? EXIT.findings : EXIT.clean;
}

const SOURCE_NAMES: Readonly<Record<SourceName, string>> = {
  environment: 'environment',
  sso: 'SSO',
  'shared-files': 'shared files',
  'web-identity': 'web identity',
  container: 'container',
  'instance-metadata': 'instance metadata',
};

const STATUS_NAMES: Readonly<Record<Source['status'], string>> = {
  used: 'used',
  shadowed: 'shadowed',
  failed: 'failed',
  'passed-over': 'passed over',
  absent: 'absent',
  'not-asked': 'not asked',
};

/** The answer as a colleague would give it. A problem is left to whoever reports errors. */
export function whoamiText(answer: Whoami): string {
  const { caller, files, sources, warnings } = answer;
  const [config, credentials] = files.map(({ path, state }) => `${path} (${state})`);
  const lines = [
    headline(answer),
    ...(caller === null ? [] : [caller.explanation, caller.arn]),
    '',
    'Where the SDK looks, in its order:',
    ...sources.map(
      ({ name, status, detail }) =>
        `  ${STATUS_NAMES[status].padEnd(11)}  ${SOURCE_NAMES[name].padEnd(17)}  ${detail}`,
    ),
    '',
    `Shared files: ${config ?? ''} and ${credentials ?? ''}. ${regionSentence(answer)}`,
    ...warnings.flatMap(({ message, hint }) => ['', `warning: ${message}`, `hint: ${hint}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function headline({ caller, outcome, problem, sources }: Whoami): string {
  const used = sources.find(({ status }) => status === 'used');
  if (used === undefined) {
    return outcome === 'undecided'
      ? 'No credentials are set up here, unless instance metadata gives a role, which --offline does not ask.'
      : 'The SDK has no usable credentials here.';
  }
  if (caller === null) {
    return problem === undefined
      ? `The SDK would use ${used.detail}; whose it is was not asked, because of --offline.`
      : `The SDK uses ${used.detail}; STS did not say whose it is.`;
  }
  const relation = used.accessKeyId === undefined ? 'it acts as' : 'it belongs to';
  const who = parseArn(caller.arn)?.resource ?? caller.arn;
  return `The SDK uses ${used.detail}; ${relation} ${who} in ${caller.account}.`;
}

function regionSentence({ region, profile }: Whoami): string {
  if (region === null) return 'No Region is configured.';
  const from = region.from === 'profile' ? `the profile '${profile.name}'` : region.from;
  return `The Region is ${region.name}, from ${from}.`;
}
