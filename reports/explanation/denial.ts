import type { DenialExplanation, DenialReading } from '../../src/model/index.js';
import { heading, note, pageFor, type Page, type TextOptions } from '../page.js';
import { list } from './paragraphs.js';

/** What a denial tells by itself, and where to look, where there are no policies to explain it from. */
export function renderDenial({ denial }: DenialExplanation, options: TextOptions): string {
  const page = pageFor(options);
  const [first = '', ...others] = denial.whereToLook;
  const lines = [
    ...heading(LABELS[denial.decision], first, page.severity.high, page),
    ...readingLines(denial, page),
    ...(denial.comparison === undefined ? [] : note('note', [denial.comparison], ' ', page)),
    '',
    ...list(others, page),
  ];
  return `${lines.join('\n')}\n`;
}

const LABELS: Readonly<Record<DenialReading['decision'], string>> = {
  explicitDeny: 'explicit deny',
  implicitDeny: 'implicit deny',
  unknown: 'denied',
};

/** What the denial names. */
export function readingLines(
  { principal, action, resource, operation, policyArn }: DenialReading,
  page: Page,
): readonly string[] {
  const named = { principal, action, resource, operation, policy: policyArn };
  return Object.entries(named).flatMap(([label, text]) =>
    text === undefined ? [] : note(label, [text], ' ', page),
  );
}
