import { Command, InvalidArgumentError, Option } from 'commander';
import { version } from '../version.js';
import { FAIL_ON, FAIL_ON_ACCESS } from './fail-on.js';
import type { ExitStatus } from './errors.js';
import type {
  AuditArguments,
  BaselineArguments,
  CollectArguments,
  CompareArguments,
  DemoArguments,
  ExplainArguments,
  LintArguments,
  ProveArguments,
  RulesArguments,
  TestArguments,
  WhatCanArguments,
  WhoamiArguments,
  WhoCanArguments,
} from './arguments.js';
import { isAccountId, POLICY_TYPES, PRESETS, SEVERITIES } from '../model/index.js';

/**
 * The command line. Each command's work is loaded when it runs, so that the version and the help come at once.
 *
 * @param end is told the exit status of the command that ran.
 */
export function program(end: (status: ExitStatus) => void): Command {
  const root = new Command('iamlint')
    .description(
      'Audits the access policies of AWS accounts and explains every decision down to the line of policy.',
    )
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      outputError: (text, write) => {
        write(toHint(text));
      },
    })
    .addHelpText(
      'after',
      `
Exit status:
  0  nothing at or above --fail-on
  1  findings at or above --fail-on, or a case of test that failed
  2  a wrong flag, configuration or input
  3  the audit is incomplete: something could not be read, or there was nothing to read`,
    );

  const audit = command(root, 'audit', 'Find what is wrong in live accounts or in a snapshot');
  inputOptions(audit);
  credentialOptions(audit);
  reportOptions(audit);
  audit.option('--allow-incomplete', 'do not end with status 3 where something could not be read');
  audit.action(async (options: AuditArguments) => {
    const { runAudit } = await import('./commands/audit.js');
    end(await runAudit(options));
  });

  const collect = command(root, 'collect', 'Record live accounts as a snapshot folder, to audit it offline');
  collect.requiredOption('--output <dir>', 'the folder to write; an earlier snapshot in it is replaced');
  credentialOptions(collect);
  collect.option('--allow-incomplete', 'do not end with status 3 where something could not be read');
  collect.action(async (options: CollectArguments) => {
    const { runCollect } = await import('./commands/collect.js');
    end(await runCollect(options));
  });

  const lint = command(root, 'lint', 'Judge policy files that belong to no account yet');
  lint.argument('<file...>', 'JSON policies; - reads standard input');
  lint.addOption(typeOption());
  reportOptions(lint);
  lint.action(async (files: string[], options: LintArguments) => {
    const { runLint } = await import('./commands/lint.js');
    end(await runLint(files, options));
  });

  const baseline = command(root, 'baseline', 'Keep a list of known findings, for --baseline');
  const baselineCommand = (name: string, description: string) => {
    const target = command(baseline, name, description);
    target
      .argument('<file>', 'the list')
      .argument('[policy...]', 'policy files to judge instead of an account');
    inputOptions(target);
    credentialOptions(target);
    target.addOption(typeOption());
    ruleOptions(target);
    return target.option('--allow-incomplete', 'accept that something could not be read');
  };
  baselineCommand('write', 'Write the findings of today to a file').action(
    async (file: string, policies: string[], options: BaselineArguments) => {
      const { runBaselineWrite } = await import('./commands/baseline.js');
      end(await runBaselineWrite(file, policies, options));
    },
  );
  baselineCommand('prune', 'Take from the file what is no longer found').action(
    async (file: string, policies: string[], options: BaselineArguments) => {
      const { runBaselinePrune } = await import('./commands/baseline.js');
      end(await runBaselinePrune(file, policies, options));
    },
  );

  const test = command(root, 'test', 'Check that policies decide requests as a file of cases expects');
  test.argument('<file...>', 'cases in YAML or JSON');
  inputOptions(test);
  test.addOption(formatOption('text, json or junit'));
  test.addOption(outputOption());
  test.action(async (files: string[], options: TestArguments) => {
    const { runTest } = await import('./commands/test.js');
    end(await runTest(files, options));
  });

  const rules = command(root, 'rules', 'List the rules, or show the page of one');
  rules
    .argument('[rule]', 'the id of a rule')
    .option('--family <family>', 'only those of a family, such as trust')
    .addOption(new Option('--severity <severity>', 'only those of a severity').choices(SEVERITIES))
    .addOption(new Option('--preset <preset>', 'only those of a preset').choices(PRESETS))
    .option(
      '--compliance <item>',
      'only those that answer an item such as IAM.1, or a catalogue such as cis-v5',
    )
    .addOption(new Option('--format <format>', 'how to say it').choices(['text', 'json']).default('text'));
  rules.action(async (id: string | undefined, options: RulesArguments) => {
    const { runRules } = await import('./commands/rules.js');
    end(await runRules(id, options));
  });

  const explain = command(root, 'explain', 'Say why a request is allowed or denied, and how to mend it');
  explain
    .option('--principal <arn>', 'who: an ARN, a name in the snapshot, or a service')
    .option('--action <action>', 'what, such as s3:GetObject')
    .option('--resource <arn>', 'on what; left out for an action that takes no resource')
    .option('--resource-account <id>', 'whose the resource is, where its ARN does not say', accountId)
    .addOption(
      new Option('--context <key=value>', 'a context key of the request; key= for one that it does not have')
        .argParser(contextKey)
        .default({}, 'none'),
    )
    .option('--error <text>', 'the error instead: a message or JSON; - reads standard input');
  inputOptions(explain);
  credentialOptions(explain);
  explain.addOption(formatOption('text or json')).addOption(outputOption());
  explain.addHelpText(
    'after',
    `
With --error and without a snapshot, the error alone is explained and no call is made.

Exit status:
  0  the request is explained, whatever the decision
  2  a wrong flag or question: no such principal, no ARN, a context key of another type`,
  );
  explain.action(async (options: ExplainArguments) => {
    const { runExplain } = await import('./commands/explain.js');
    end(await runExplain(options));
  });

  const compare = command(root, 'compare', 'Say which access a change of policies grants or takes away');
  compare
    .argument('<old>', 'a policy file; with --principal a snapshot folder or an authorization-details file')
    .argument('<new>', 'the same after the change')
    .addOption(typeOption().conflicts('principal'))
    .option('--principal <arn>', 'compare all policies that bear on this user or role')
    .addOption(
      new Option('--fail-on <access>', 'end with status 1 where there is such access').choices(
        FAIL_ON_ACCESS,
      ),
    )
    .addOption(formatOption('text or json'))
    .addOption(outputOption());
  compare.addHelpText(
    'after',
    `
Exit status:
  0  the sides are compared, and there is none of the access that --fail-on names
  1  there is access that --fail-on names
  2  a wrong flag or input
  3  whether there is such access could not be decided`,
  );
  compare.action(async (old: string, proposed: string, options: CompareArguments) => {
    const { runCompare } = await import('./commands/compare.js');
    end(await runCompare(old, proposed, options));
  });

  const prove = command(root, 'prove', 'Prove that policies do not grant certain access, or are not public');
  prove
    .argument('<file...>', 'JSON policies; - reads standard input')
    .option('--not-granted <actions>', 'actions as in a policy, such as iam:PassRole,s3:*', actionList)
    .option('--on <arns>', 'resources as in a policy; any where it is not given', resourceList)
    .option('--not-public', 'of resource-based policies and role trust policies')
    .addOption(
      new Option('--meaning <meaning>', 'what public means: to let in a stranger, or what S3 calls public')
        .choices(['plain', 's3'])
        .default('plain'),
    )
    .addOption(typeOption())
    .addOption(formatOption('text, json or sarif'))
    .addOption(outputOption());
  prove.addHelpText(
    'after',
    `
Exit status:
  0  every claim is proved
  1  a claim is refuted
  2  a wrong flag or input
  3  no claim is refuted, and one could not be decided`,
  );
  prove.action(async (files: string[], options: ProveArguments) => {
    const { runProve } = await import('./commands/prove.js');
    end(await runProve(files, options));
  });

  const whoCan = command(root, 'who-can', 'Say who is allowed to do something, and by which policies');
  whoCan
    .argument('<action...>', 'what, such as s3:GetObject; each is answered by itself')
    .option('--on <arn>', 'on which resource; with wildcards, on something that matches')
    .option('--resource-account <id>', 'whose the resource is, where its ARN does not say', accountId);
  inputOptions(whoCan);
  credentialOptions(whoCan);
  whoCan.addOption(formatOption('text or json')).addOption(outputOption());
  whoCan.addHelpText('after', ACCESS_STATUS);
  whoCan.action(async (actions: string[], options: WhoCanArguments) => {
    const { runWhoCan } = await import('./commands/who-can.js');
    end(await runWhoCan(actions, options));
  });

  const whatCan = command(root, 'what-can', 'Say what a principal is allowed to do, denies subtracted');
  whatCan.argument('<principal>', 'an ARN, or a name in the snapshot');
  inputOptions(whatCan);
  credentialOptions(whatCan);
  whatCan.addOption(formatOption('text or json')).addOption(outputOption());
  whatCan.addHelpText('after', ACCESS_STATUS);
  whatCan.action(async (principal: string, options: WhatCanArguments) => {
    const { runWhatCan } = await import('./commands/what-can.js');
    end(await runWhatCan(principal, options));
  });

  const demo = command(root, 'demo', 'Audit an example organization on an AWS endpoint inside this process');
  demo.addOption(formatOption());
  demo.addOption(outputOption());
  demo.action(async (options: DemoArguments) => {
    const { runDemo } = await import('./commands/demo.js');
    end(await runDemo(options));
  });

  command(root, 'permissions', 'Print the least-privilege policy that the collectors need').action(
    async () => {
      const { runPermissions } = await import('./commands/permissions.js');
      end(await runPermissions());
    },
  );

  const whoami = command(root, 'whoami', 'Say which credentials the SDK uses here, why, and whose they are');
  ownCredentialOptions(whoami);
  whoami
    .addOption(
      new Option('--offline', 'make no call: neither to AWS nor to instance metadata').conflicts(
        'expectAccount',
      ),
    )
    .option('--expect-account <id>', 'end with status 1 in any other account', accountId)
    .addOption(new Option('--format <format>', 'how to say it').choices(['text', 'json']).default('text'));
  whoami.action(async (options: WhoamiArguments) => {
    const { runWhoami } = await import('./commands/whoami.js');
    end(await runWhoami(options));
  });

  return root;
}

const ACCESS_STATUS = `
Exit status:
  0  the question is answered; what could not be read is part of the answer
  2  a wrong flag or question: no such principal, no ARN`;

function command(root: Command, name: string, description: string): Command {
  return root.command(name).description(description).allowExcessArguments(false);
}

function inputOptions(target: Command): void {
  const snapshot = new Option('--snapshot <dir>', 'read a snapshot folder, offline');
  const details = new Option(
    '--authorization-details <file>',
    'read the output of aws iam get-account-authorization-details, offline',
  );
  target.addOption(snapshot.conflicts('authorizationDetails')).addOption(details);
}

function ownCredentialOptions(target: Command): Command {
  return target
    .option('--profile <name>', 'the profile of the shared AWS configuration to use')
    .option('--region <region>', 'the Region to sign requests for where AWS needs one');
}

function credentialOptions(target: Command): void {
  ownCredentialOptions(target)
    .option('--role-arn <arn>', 'assume this role; give it again for each further account', gather, [])
    .option('--external-id <id>', 'the external id that the roles ask for')
    .option('--role-session-name <name>', 'how CloudTrail shows the sessions', 'iamlint')
    .option('--no-organization', 'leave the organization and its policies out');
}

function reportOptions(target: Command): void {
  target
    .addOption(formatOption())
    .addOption(outputOption())
    .addOption(
      new Option('--fail-on <severity>', 'end with status 1 from this severity on (default: high)').choices(
        FAIL_ON,
      ),
    )
    .option('--baseline <file>', 'findings that are known, of which none fails: a baseline or a JSON report');
  ruleOptions(target);
}

function ruleOptions(target: Command): void {
  const preset = new Option('--preset <preset>', 'the rules to run: sure ones or all (default: recommended)');
  target
    .addOption(preset.choices(PRESETS))
    .option('--config <file>', 'the configuration (default: iamlint.config.yaml, where it is there)');
}

function typeOption(): Option {
  return new Option(
    '--type <type>',
    'what the policy files are; guessed from their elements where it is not given',
  ).choices(POLICY_TYPES);
}

function formatOption(formats = 'text, json, sarif or markdown'): Option {
  return new Option('--format <format>', `${formats}, on standard output`);
}

function outputOption(): Option {
  return new Option('--output <format=path>', 'write the report to a file; may be given several times')
    .argParser(gather)
    .default([], 'none');
}

function gather(value: string, earlier: readonly string[]): string[] {
  if (value === '') throw new InvalidArgumentError('It is empty.');
  return [...earlier, value];
}

function actionList(text: string): readonly string[] {
  return text.split(',').map((action) => action.trim());
}

/** Names of resources have commas too: one stands between two resources where an ARN or `*` follows. */
function resourceList(text: string): readonly string[] {
  return text.split(/,(?= ?(?:arn:|\*$|\*,))/).map((resource) => resource.trim());
}

type Context = Readonly<Record<string, readonly string[]>>;

/** Reads `key=value`; the same key again is a further value of it. */
function contextKey(text: string, earlier: Context): Context {
  const equals = text.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('Write it as key=value.');
  const key = text.slice(0, equals);
  const value = text.slice(equals + 1);
  const known = Object.hasOwn(earlier, key) ? (earlier[key] ?? []) : [];
  return { ...earlier, [key]: [...known, ...(value === '' ? [] : [value])] };
}

function accountId(value: string): string {
  if (!isAccountId(value)) throw new InvalidArgumentError('It is not an account id of twelve digits.');
  return value;
}

/** Commander's own errors in the two lines that all errors have. */
function toHint(text: string): string {
  const [message = '', ...rest] = text.trimEnd().split('\n');
  const hint = rest.join(' ').replace(/^\((.*)\)$/, '$1') || 'See iamlint --help.';
  return `${message}\nhint: ${hint}\n`;
}
