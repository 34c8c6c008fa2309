import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../lint-rules/index.js';
import type { Rule } from '../../src/linter/index.js';
import {
  CONFIDENCES,
  POLICY_TYPES,
  SEVERITIES,
  type Finding,
  type PolicyType,
} from '../../src/model/index.js';
import { examplesOf, type Example } from '../support/rule-page.js';
import { lintAccount, lintPolicy, printed } from '../support/rules.js';

const FOLDER = new URL('../../lint-rules/', import.meta.url);
const SECTIONS = ['Why', 'Incorrect', 'Correct', 'When not to use it'];

const files = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(new URL(`${name}/`, FOLDER)).map((file) => `${name}/${file}`));
const ids = files
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

it('the index has every rule, in the order of the ids', () => {
  expect(rules.map(({ meta }) => meta.id)).toEqual(ids);
});

it('a rule is a file and a page, and nothing else is among them', () => {
  expect(files.toSorted()).toEqual(ids.flatMap((id) => [`${id}.md`, `${id}.ts`]).sort());
});

describe.each(ids)('%s', (id) => {
  it('keeps the contract', async () => {
    const { meta } = await ruleOf(id);
    expect(meta.id).toBe(id);
    expect(id).toMatch(/^[a-z]+\/(no|require)-[a-z-]+$/);
    expect(SEVERITIES).toContain(meta.severity);
    expect(CONFIDENCES).toContain(meta.confidence);
    for (const type of meta.policyTypes ?? []) expect(POLICY_TYPES).toContain(type);
    expect(meta.description).toMatch(id.includes('/no-') ? /^Disallow .*[^.]$/ : /^Require .*[^.]$/);
    expect(meta.remediation).toMatch(/^[A-Z'].*\.$/);
    expect(meta.references.length).toBeGreaterThan(0);
    for (const reference of meta.references) expect(reference).toMatch(/^https:\/\/[a-z.-]+\//);
    for (const message of Object.values(meta.messages)) expect(message).toMatch(/^[A-Z'{].*[.?]$/);
  });

  it('is read in a minute', () => {
    expect(textOf(`${id}.ts`).split('\n').length).toBeLessThanOrEqual(121);
  });

  it('has a page with every section, in order', () => {
    expect(existsSync(new URL(`${id}.md`, FOLDER))).toBe(true);
    const headings = textOf(`${id}.md`)
      .split('\n')
      .filter((line) => line.startsWith('#'));
    expect(headings).toEqual([`# ${id}`, ...SECTIONS.map((section) => `## ${section}`)]);
  });

  const examples = examplesOf(textOf(`${id}.md`));

  it('has incorrect and correct examples', () => {
    expect([...new Set(examples.map(({ section }) => section))]).toEqual(['Incorrect', 'Correct']);
  });

  it.each(examples)('$section, line $line', async (example) => {
    const findings = findingsIn(example, await ruleOf(id));
    expect(printed(findings, { subjects: example.type === 'account' })).toBe(example.output);
  });

  it('shows every message on its page', async () => {
    const rule = await ruleOf(id);
    const shown = new Set(
      examples.flatMap((example) => findingsIn(example, rule)).map((found) => found.messageId),
    );
    expect([...shown].sort()).toEqual(Object.keys(rule.meta.messages).sort());
  });
});

function textOf(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8');
}

async function ruleOf(id: string): Promise<Rule> {
  const module = (await import(new URL(`${id}.ts`, FOLDER).href)) as { default: Rule };
  return module.default;
}

function findingsIn({ type, text }: Example, rule: Rule): readonly Finding[] {
  return type === 'account' ? lintAccount(text, rule) : lintPolicy(text, type as PolicyType, rule);
}
