import { describe, expect, it } from 'vitest';
import { rules } from '../../src/index.js';
import { iamlint } from '../support/cli.js';

const run = (...args: string[]) => iamlint(['rules', ...args]);
const idsOf = async (...args: string[]) => {
  const { stdout } = await run(...args, '--format', 'json');
  return (JSON.parse(stdout) as { id: string }[]).map(({ id }) => id);
};
const idsWhere = (test: (rule: (typeof rules)[number]) => boolean) =>
  rules.filter(test).map(({ meta }) => meta.id);

describe('iamlint rules', () => {
  it('lists every rule with its severity, its confidence and what it is about', async () => {
    const { status, stdout } = await run();
    for (const { meta } of rules) {
      const line = stdout.split('\n').find((text) => text.startsWith(`${meta.id} `));
      expect(line).toMatch(new RegExp(` ${meta.severity} +${meta.confidence} +`));
      expect(line).toContain(meta.description);
    }
    expect(stdout).toMatch(new RegExp(`\\n${rules.length} rules, \\d+ in the preset recommended\\.\\n$`));
    expect(status).toBe(0);
  });

  it('lists those of a family, a severity and a preset', async () => {
    expect(await idsOf('--family', 'trust', '--severity', 'critical')).toEqual(
      idsWhere(({ meta }) => meta.id.startsWith('trust/') && meta.severity === 'critical'),
    );
    expect(await idsOf('--preset', 'recommended')).toEqual(
      idsWhere(({ meta }) => meta.confidence === 'high'),
    );
    expect(await idsOf('--preset', 'strict')).toEqual(idsWhere(() => true));
  });

  it.each(['cis-v5', '1.15', 'security-hub', 'iam.1', 'CWE-250'])(
    'lists those that answer %s',
    async (item) => {
      expect(await idsOf('--compliance', item)).toContain('grants/no-full-administrator');
      expect(await idsOf('--compliance', item)).not.toContain('trust/no-account-root');
    },
  );

  it('shows the page of a rule without the marks of Markdown', async () => {
    const { status, stdout } = await run('trust/no-account-root');
    expect(stdout).toMatch(/^trust\/no-account-root\n\nDisallow role trust policies/);
    expect(stdout).toContain('\nmedium            high              role trust policy\n');
    expect(stdout).toContain('\nWHY\n');
    expect(stdout).toContain('\n    {\n      "UserDetailList": [\n');
    expect(stdout).not.toMatch(/```|^#|^\||<https/m);
    expect(status).toBe(0);
  });

  it('is in colour where that is asked for, and not because the output goes to a CI job', async () => {
    const page = (env: Record<string, string>) => iamlint(['rules', 'trust/no-account-root'], { env });
    expect((await page({ CI: 'true' })).stdout).toMatch(/^trust\/no-account-root\n/);
    expect((await page({ FORCE_COLOR: '1' })).stdout).toContain('\u001b[1mtrust/no-account-root\u001b[');
    expect((await page({ FORCE_COLOR: '1', NO_COLOR: '1' })).stdout).toMatch(/^trust\/no-account-root\n/);
  });

  it('shows what a rule about exceptions says of itself', async () => {
    const { stdout } = await run('exception/no-expired');
    expect(stdout).toContain('Disallow exceptions that have expired.');
  });

  it.each([
    [
      ['trust/no-acount-root'],
      "There is no rule 'trust/no-acount-root'.\nhint: Did you mean 'trust/no-account-root'?",
    ],
    [['--family', 'trsut'], "There is no family 'trsut'.\nhint: Did you mean 'trust'?"],
    [['--compliance', 'IAM.99'], "No rule answers 'IAM.99'.\nhint: "],
  ])('%j ends with status 2', async (args, message) => {
    const { status, stderr } = await run(...args);
    expect(stderr).toContain(`error: ${message}`);
    expect(status).toBe(2);
  });
});
