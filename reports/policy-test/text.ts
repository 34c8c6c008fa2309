import picocolors from 'picocolors';
import type { PolicyTestResult, PolicyTestRun, Token } from '../../src/model/index.js';
import { terminalText } from '../escape.js';
import { clip, pageWidth, wrap } from '../layout.js';
import type { TextOptions } from '../text.js';
import { count } from '../words.js';
import { outcome } from './outcome.js';

const SHOWN_FAILURES = 50;
const SHOWN_REMARKS = 20;
const LONGEST_TEXT = 800;

type Colors = ReturnType<typeof picocolors.createColors>;

/** The results for a person: what failed and why, then what is odd, then how many passed. */
export function renderText(runs: readonly PolicyTestRun[], options: TextOptions): string {
  const colors = picocolors.createColors(options.color ?? false);
  const width = pageWidth(options.width);
  const results = runs.flatMap((run) => run.results);
  const failed = results.filter(({ passed }) => !passed);
  const sections = [
    ...failed.slice(0, SHOWN_FAILURES).map((result) => failureLines(result, width, colors)),
    ...omitted(failed.length - SHOWN_FAILURES, 'more case', 'that failed'),
    ...remarkSections(results, width, colors),
    [summary(runs, results.length, failed.length, colors)],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function failureLines(result: PolicyTestResult, width: number, colors: Colors): readonly string[] {
  const { test, reason = '' } = result;
  const [first = '', ...rest] = paragraph(`failed: ${test.name}`, width - 2);
  return [
    `${colors.red('failed')}${colors.bold(first.slice('failed'.length))}`,
    ...rest.map((line) => `  ${colors.bold(line)}`),
    `  ${colors.blue('-->')} ${placeOf(test.token)}`,
    ...paragraph(outcome(result), width - 2).map((line) => `  ${line}`),
    ...paragraph(reason, width - 2).map((line) => `  ${line}`),
  ];
}

function remarkSections(
  results: readonly PolicyTestResult[],
  width: number,
  colors: Colors,
): readonly (readonly string[])[] {
  const remarks = results.flatMap(({ test, remarks }) => remarks.map((text) => ({ text, test })));
  if (remarks.length === 0) return [];
  const lines = remarks.slice(0, SHOWN_REMARKS).flatMap(({ text, test }) => {
    const [first = '', ...rest] = paragraph(`warning: ${placeOf(test.action)}: ${text}`, width - 2);
    return [
      `${colors.yellow('warning')}${first.slice('warning'.length)}`,
      ...rest.map((line) => `  ${line}`),
    ];
  });
  return [lines, ...omitted(remarks.length - SHOWN_REMARKS, 'more warning')];
}

function omitted(number: number, what: string, rest = ''): readonly (readonly string[])[] {
  const tail = rest === '' ? '' : ` ${rest}`;
  return number > 0 ? [[`… and ${count(number, what)}${tail}. \`--format json\` has all of them.`]] : [];
}

function summary(runs: readonly PolicyTestRun[], cases: number, failed: number, colors: Colors): string {
  const where = runs.length === 1 ? '' : ` in ${count(runs.length, 'file')}`;
  return failed === 0
    ? colors.green(`${count(cases, 'case')}${where} passed.`)
    : colors.bold(`${failed.toLocaleString('en-US')} of ${count(cases, 'case')}${where} failed.`);
}

/** Safe to print, on one line. */
function placeOf({ location: { source, span } }: Token): string {
  return terminalText(`${source}:${span.start.line}:${span.start.column + 1}`);
}

function paragraph(text: string, width: number): readonly string[] {
  return wrap(terminalText(clip(text, LONGEST_TEXT)), width);
}
