import type { PolicyTestResult, PolicyTestRun } from '../../src/model/index.js';
import { codePointEscape, visible } from '../escape.js';
import { outcome } from './outcome.js';

/**
 * One test suite for each file.
 *
 * @see https://github.com/testmoapp/junitxml
 */
export function renderJUnit(runs: readonly PolicyTestRun[]): string {
  const results = runs.flatMap((run) => run.results);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="iamlint test" ${counts(results)}>`,
    ...runs.flatMap(suite),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function suite({ uri, results }: PolicyTestRun): readonly string[] {
  return [
    `  <testsuite name="${xmlText(uri)}" ${counts(results)}>`,
    ...results.flatMap((result) => testCase(uri, result)),
    '  </testsuite>',
  ];
}

function counts(results: readonly PolicyTestResult[]): string {
  const failures = results.filter(({ passed }) => !passed).length;
  return `tests="${results.length}" failures="${failures}" errors="0" skipped="0"`;
}

function testCase(uri: string, result: PolicyTestResult): readonly string[] {
  const { test, passed, reason = '', remarks } = result;
  const file = xmlText(uri);
  const { line } = test.token.location.span.start;
  const start = `    <testcase name="${xmlText(test.name)}" classname="${file}" file="${file}" line="${line}"`;
  const children = [
    ...(passed ? [] : [`      <failure message="${xmlText(outcome(result))}">${xmlText(reason)}</failure>`]),
    ...remarks.map((remark) => `      <system-out>${xmlText(remark)}</system-out>`),
  ];
  return children.length === 0 ? [`${start} />`] : [`${start}>`, ...children, '    </testcase>'];
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/**
 * For an attribute and for text between tags. What XML cannot hold, even as a reference, is written as `\u{0}`.
 *
 * @see https://www.w3.org/TR/xml/#charsets
 */
function xmlText(text: string): string {
  return visible(text)
    .replace(/[\ufffe\uffff]/g, (character) => codePointEscape(character.charCodeAt(0)))
    .replace(/[&<>"]/g, (character) => REFERENCES[character] ?? character);
}
