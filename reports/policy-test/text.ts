import type { PolicyTestResult, PolicyTestRun, Token } from '../../src/model/index.js';
import { terminalText } from '../escape.js';
import { clip, wrap } from '../layout.js';
import { heading, LONGEST_MESSAGE, pageFor, type Page, type TextOptions } from '../page.js';
import { count } from '../words.js';
import { outcome } from './outcome.js';

const SHOWN_FAILURES = 50;
const SHOWN_REMARKS = 20;

/** The results for a person: what failed and why, then what is odd, then how many failed. */
export function renderText(runs: readonly PolicyTestRun[], options: TextOptions): string {
  const page = pageFor(options);
  const results = runs.flatMap((run) => run.results);
  const failed = results.filter(({ passed }) => !passed);
  const sections = [
    ...failed.slice(0, SHOWN_FAILURES).map((result) => failureLines(result, page)),
    ...omitted(failed.length - SHOWN_FAILURES, 'more case that failed', 'more cases that failed'),
    ...remarkSections(results, page),
    [summary(runs, results.length, failed.length, page)],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function failureLines(result: PolicyTestResult, page: Page): readonly string[] {
  const { test, reason = '' } = result;
  return [
    ...heading('failed', test.name, page.severity.high, page),
    `  ${page.gutter('-->')} ${terminalText(placeOf(test.token))}`,
    ...paragraph(`${outcome(result)}.`, page),
    ...paragraph(reason, page),
  ];
}

function remarkSections(results: readonly PolicyTestResult[], page: Page): readonly (readonly string[])[] {
  const remarks = results.flatMap(({ test, remarks }) => remarks.map((text) => ({ text, test })));
  if (remarks.length === 0) return [];
  const lines = remarks
    .slice(0, SHOWN_REMARKS)
    .flatMap(({ text, test }) =>
      heading('warning', `${placeOf(test.action)}: ${text}`, page.severity.medium, page),
    );
  return [lines, ...omitted(remarks.length - SHOWN_REMARKS, 'more warning')];
}

function omitted(number: number, one: string, many?: string): readonly (readonly string[])[] {
  return number > 0 ? [[`… and ${count(number, one, many)}. \`--format json\` has all of them.`]] : [];
}

function summary(runs: readonly PolicyTestRun[], cases: number, failed: number, page: Page): string {
  const where = runs.length === 1 ? '' : ` in ${count(runs.length, 'file')}`;
  return failed === 0
    ? page.good(`${count(cases, 'case')}${where} passed.`)
    : page.bold(`${failed.toLocaleString('en-US')} of ${count(cases, 'case')}${where} failed.`);
}

function placeOf({ location: { source, span } }: Token): string {
  return `${source}:${span.start.line}:${span.start.column + 1}`;
}

function paragraph(text: string, page: Page): readonly string[] {
  return wrap(terminalText(clip(text, LONGEST_MESSAGE)), page.width - 2).map((line) => `  ${line}`);
}
