import { exceptionRules } from '../../src/linter/exception-rules.js';
import { answersOf, CATALOGUES, type Catalogue } from '../../src/linter/catalogues.js';
import type { RuleMeta } from '../../src/linter/index.js';
import { ACCESS_ANALYZER_CHECKS, NOT_COVERED } from './access-analyzer.js';
import { COMPLIANCE_ITEMS } from './compliance.js';
import type { GeneratedFile } from './generated-file.js';
import { escapeMarkdown, ruleMetas } from './rules.js';

/** The tables beside the rules: all of them, and what they answer. */
export async function referencePages(): Promise<readonly GeneratedFile[]> {
  const metas = await ruleMetas();
  return [
    { path: 'lint-rules/README.md', text: ruleList(metas) },
    { path: 'lint-rules/ACCESS-ANALYZER.md', text: accessAnalyzerPage(metas) },
    { path: 'lint-rules/COMPLIANCE.md', text: compliancePage(metas) },
  ];
}

function ruleList(metas: readonly RuleMeta[]): string {
  const families = [...new Set(metas.map(familyOf))];
  const sure = metas.filter(({ confidence }) => confidence === 'high').length;
  return page('Rules', [
    `${metas.length} rules. The ${sure} of high confidence are the preset \`recommended\`, which is the default; \`strict\` is all of them. \`iamlint rules\` lists them on the command line. What they answer: [Access Analyzer](ACCESS-ANALYZER.md), [compliance](COMPLIANCE.md).`,
    ...families.flatMap((family) => [
      `## ${family}`,
      ruleTable(metas.filter((meta) => familyOf(meta) === family)),
    ]),
    '## exception',
    'The linter itself has these, about the exceptions of the configuration.',
    table(
      ['Rule', 'Severity', 'Confidence', 'Description'],
      exceptionRules.map(({ meta }) => [`\`${meta.id}\``, ...summaryOf(meta)]),
    ),
  ]);
}

function ruleTable(metas: readonly RuleMeta[]): string {
  return table(
    ['Rule', 'Severity', 'Confidence', 'Description'],
    metas.map((meta) => [linkTo(meta.id), ...summaryOf(meta)]),
  );
}

function summaryOf({ severity, confidence, description }: RuleMeta): readonly string[] {
  return [severity, confidence, escapeMarkdown(description)];
}

function accessAnalyzerPage(metas: readonly RuleMeta[]): string {
  const codes = Object.values(ACCESS_ANALYZER_CHECKS).flat();
  const rulesFor = rulesByItem(metas, catalogue('accessAnalyzer'));
  const covered = codes.filter((code) => rulesFor.has(code)).length;
  return page('What Access Analyzer checks', [
    `Of the ${codes.length} [checks of ValidatePolicy](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html) rules answer ${covered}.`,
    ...Object.entries(ACCESS_ANALYZER_CHECKS).flatMap(([type, checks]) => [
      `## ${type}`,
      table(
        ['Check', 'Rules'],
        checks.map((code) => [`\`${code}\``, links(rulesFor.get(code)) || (NOT_COVERED[code] ?? '')]),
      ),
    ]),
  ]);
}

function compliancePage(metas: readonly RuleMeta[]): string {
  const sections = Object.entries(COMPLIANCE_ITEMS).flatMap(([key, items]) => {
    const section = catalogue(key);
    const rulesFor = rulesByItem(metas, section);
    return [
      `## ${section.title}`,
      table(
        ['Item', 'About', 'Rules'],
        items.map(([id, subject]) => [id, subject, links(rulesFor.get(id))]),
      ),
    ];
  });
  const weaknesses = rulesByItem(metas, catalogue('cwe'));
  return page('What the rules answer', [
    'The items about principals, policies and buckets. An item without a rule is about something that iamlint does not read, or that it cannot judge.',
    ...sections,
    '## CWE',
    table(
      ['Weakness', 'Rules'],
      [...weaknesses.keys()].toSorted(byNumber).map((id) => [id, links(weaknesses.get(id))]),
    ),
  ]);
}

function catalogue(key: string): Catalogue {
  const found = CATALOGUES.find((candidate) => candidate.key === key);
  if (found === undefined) throw new Error(`There is no catalogue '${key}'`);
  return found;
}

function rulesByItem(metas: readonly RuleMeta[], of: Catalogue): ReadonlyMap<string, readonly string[]> {
  const rules = new Map<string, string[]>();
  for (const meta of metas) {
    for (const item of answersOf(meta, of)) rules.set(item, [...(rules.get(item) ?? []), meta.id]);
  }
  return rules;
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

function links(ids: readonly string[] = []): string {
  return ids.map(linkTo).join(', ');
}

function linkTo(id: string): string {
  return `[${id}](${id}.md)`;
}

function familyOf({ id }: RuleMeta): string {
  return id.split('/')[0] ?? '';
}

function page(title: string, blocks: readonly string[]): string {
  return [`# ${title}`, '<!-- npm run generate writes this page. -->', ...blocks].join('\n\n') + '\n';
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
