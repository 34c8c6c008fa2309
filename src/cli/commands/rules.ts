import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { rules } from '../../index.js';
import { answersOf, CATALOGUES, isIn, type Rule } from '../../linter/index.js';
import type { RulesArguments } from '../arguments.js';
import { didYouMean } from '../did-you-mean.js';
import { EXIT, UserError, type ExitStatus } from '../errors.js';
import { print, wantsColor } from '../output.js';
import { pageText } from '../page-text.js';

export async function runRules(id: string | undefined, options: RulesArguments): Promise<ExitStatus> {
  const chosen = id === undefined ? rules.filter(filterOf(options)) : [ruleNamed(id)];
  if (options.format === 'json') await print(`${JSON.stringify(chosen.map(ruleJson), undefined, 2)}\n`);
  else if (id === undefined) await print(ruleTable(chosen));
  else await print(pageText(await pageOf(ruleNamed(id)), wantsColor()));
  return EXIT.clean;
}

function ruleNamed(id: string): Rule {
  const ids = rules.map(({ meta }) => meta.id);
  const rule = rules.find(({ meta }) => meta.id === id);
  if (rule === undefined) {
    throw new UserError(`There is no rule '${id}'.`, didYouMean(id, ids, '`iamlint rules` lists them.'));
  }
  return rule;
}

function filterOf({ family, severity, preset, compliance }: RulesArguments): (rule: Rule) => boolean {
  const families = [...new Set(rules.map(familyOf))];
  if (family !== undefined && !families.includes(family)) {
    throw new UserError(`There is no family '${family}'.`, didYouMean(family, families));
  }
  const answers = compliance === undefined ? () => true : complianceFilter(compliance);
  return (rule) =>
    (family === undefined || familyOf(rule) === family) &&
    (severity === undefined || rule.meta.severity === severity) &&
    (preset === undefined || isIn(preset, rule)) &&
    answers(rule);
}

/** Those that answer anything of a catalogue, or the item with the id that is given. */
function complianceFilter(text: string): (rule: Rule) => boolean {
  const catalogue = CATALOGUES.find(({ name }) => name === text.toLowerCase());
  if (catalogue) return ({ meta }) => answersOf(meta, catalogue).length > 0;
  const itemsOf = ({ meta }: Rule) => CATALOGUES.flatMap((each) => answersOf(meta, each));
  const isItem = (id: string) => id.toLowerCase() === text.toLowerCase();
  if (!rules.some((rule) => itemsOf(rule).some(isItem))) {
    const names = CATALOGUES.map(({ name }) => name);
    const hint = `Give an item such as IAM.1, or a catalogue: ${names.join(', ')}.`;
    throw new UserError(
      `No rule answers '${text}'.`,
      didYouMean(text, [...names, ...rules.flatMap(itemsOf)], hint),
    );
  }
  return (rule) => itemsOf(rule).some(isItem);
}

function familyOf({ meta }: Rule): string {
  return meta.id.split('/')[0] ?? '';
}

function ruleTable(chosen: readonly Rule[]): string {
  const widest = Math.max(0, ...chosen.map(({ meta }) => meta.id.length));
  const lines = chosen.map(
    ({ meta: { id, severity, confidence, description } }) =>
      `${id.padEnd(widest)}  ${severity.padEnd(8)}  ${confidence.padEnd(6)}  ${description}`,
  );
  const sure = chosen.filter((rule) => isIn('recommended', rule)).length;
  const count = chosen.length === 1 ? '1 rule' : `${chosen.length} rules`;
  return [...lines, '', `${count}, ${sure} in the preset recommended.`, ''].join('\n');
}

function ruleJson({ meta }: Rule): object {
  const { id, description, severity, confidence, policyTypes, remediation, references } = meta;
  const { compliance, accessAnalyzer, options } = meta;
  return {
    id,
    description,
    severity,
    confidence,
    ...(policyTypes && { policyTypes }),
    remediation,
    references,
    ...(compliance && { compliance }),
    ...(accessAnalyzer && { accessAnalyzer }),
    ...(options && { options }),
  };
}

/** The page beside the rule's source; for a rule about exceptions, which has none, what it says of itself. */
async function pageOf({
  meta: { id, description, severity, confidence, remediation },
}: Rule): Promise<string> {
  const root = pathToFileURL(createRequire(import.meta.url).resolve('iamlint/package.json'));
  try {
    return await readFile(new URL(`lint-rules/${id}.md`, root), 'utf8');
  } catch {
    return `# ${id}\n\n${description}.\n\n| Severity | Confidence |\n|---|---|\n| ${severity} | ${confidence} |\n\n${remediation}\n`;
  }
}
