import { readdir } from 'node:fs/promises';
import { POLICY_TYPE_NAMES } from '../../src/model/index.js';
import { answersOf, CATALOGUES } from '../../src/linter/catalogues.js';
import type { Rule, RuleMeta } from '../../src/linter/index.js';
import { formatTypeScript, readIfPresent, ROOT } from './generated-file.js';
import type { GeneratedFile } from './generated-file.js';

/** What a new page starts with. Its examples are the rule's test cases. */
const PAGE_SECTIONS = `## Why

…

## Incorrect

\`\`\`json identity-based
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "…", "Resource": "…" }
  ]
}
\`\`\`

\`\`\`text
4:5 medium …
\`\`\`

## Correct

\`\`\`json identity-based
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "…", "Resource": "…" }
  ]
}
\`\`\`

## When not to use it

…
`;

/** The index of all rules, and the page of each with its header in step with the rule. */
export async function ruleFiles(): Promise<readonly GeneratedFile[]> {
  const ids = await ruleIds();
  return [await ruleIndex(ids), ...(await Promise.all(ids.map(rulePage)))];
}

/** What every rule says of itself, by id. */
export async function ruleMetas(): Promise<readonly RuleMeta[]> {
  return Promise.all((await ruleIds()).map(ruleMeta));
}

async function ruleIds(): Promise<readonly string[]> {
  const paths = await readdir(new URL('lint-rules/', ROOT), { recursive: true });
  return paths.flatMap((path) => /^([^/]+\/[^/]+)\.ts$/.exec(path)?.[1] ?? []).toSorted();
}

async function ruleIndex(ids: readonly string[]): Promise<GeneratedFile> {
  const path = 'lint-rules/index.ts';
  const text = [
    "import type { Rule } from '../src/linter/index.js';",
    ...ids.map((id) => `import ${identifier(id)} from './${id}.js';`),
    '',
    '/** Every rule, by id. `npm run generate` writes this list. */',
    `export const rules: readonly Rule[] = [${ids.map(identifier).join(', ')}];`,
  ];
  return { path, text: await formatTypeScript(path, text.join('\n')) };
}

/** `trust/no-public-principal` as `trustNoPublicPrincipal`. */
function identifier(id: string): string {
  return id.replaceAll(/[/-](.)/g, (_, first: string) => first.toUpperCase());
}

async function rulePage(id: string): Promise<GeneratedFile> {
  const path = `lint-rules/${id}.md`;
  const page = (await readIfPresent(path)) ?? PAGE_SECTIONS;
  const start = page.search(/^## Why$/m);
  if (start < 0) throw new Error(`${path} has no section '## Why', which its generated header ends before`);
  return { path, text: pageHeader(await ruleMeta(id)) + page.slice(start) };
}

async function ruleMeta(id: string): Promise<RuleMeta> {
  const path = `lint-rules/${id}.ts`;
  const { default: rule } = (await import(new URL(path, ROOT).href)) as { default?: Rule };
  if (rule?.meta.id !== id) throw new Error(`${path} has to export by default a rule whose id is '${id}'`);
  return rule.meta;
}

function pageHeader(meta: RuleMeta): string {
  const { id, description, severity, confidence, policyTypes, remediation, references, options } = meta;
  const types = policyTypes?.map((type) => POLICY_TYPE_NAMES[type]).join(', ') ?? 'all';
  return `# ${id}

${escapeMarkdown(description)}.

| Severity | Confidence | Policy types |
|---|---|---|
| ${severity} | ${confidence} | ${types} |

${escapeMarkdown(remediation)}

${references.map((reference) => `- <${reference}>`).join('\n')}

${answers(meta)}${optionTable(options)}`;
}

function answers(meta: RuleMeta): string {
  const items = CATALOGUES.flatMap((catalogue) => {
    const ids = answersOf(meta, catalogue);
    return ids.length > 0 ? [`${catalogue.title}: ${ids.map(itemName).join(', ')}`] : [];
  });
  return items.length > 0 ? `Answers ${items.join('; ')}.\n\n` : '';
}

/** Codes of Access Analyzer have underscores, which Markdown takes for emphasis. */
function itemName(id: string): string {
  return id.includes('_') ? `\`${id}\`` : id;
}

function optionTable(options: RuleMeta['options'] = {}): string {
  const rows = Object.entries(options).map(
    ([name, { description, default: value }]) =>
      `| \`${name}\` | ${escapeMarkdown(description)} | \`${JSON.stringify(value)}\` |`,
  );
  if (rows.length === 0) return '';
  return ['| Option | Meaning | Default |', '|---|---|---|', ...rows, '', ''].join('\n');
}

export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|]/g, '\\$&');
}
