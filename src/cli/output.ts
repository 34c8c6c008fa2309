import { writeFile } from 'node:fs/promises';
import { REPORT_FORMATS, renderReport, type ReportFormat } from '../../reports/index.js';
import type { AuditReport } from '../model/index.js';
import { didYouMean } from './did-you-mean.js';
import { UserError } from './errors.js';

/** One rendering of the report; without a path it goes to standard output. */
export interface Output {
  readonly format: ReportFormat;
  readonly path?: string;
}

export function parseFormat(text: string): ReportFormat {
  const format = REPORT_FORMATS.find((known) => known === text);
  if (format === undefined)
    throw new UserError(`There is no format '${text}'.`, didYouMean(text, REPORT_FORMATS));
  return format;
}

/** Reads `format=path`. */
export function parseOutput(text: string): Output {
  const equals = text.indexOf('=');
  const path = text.slice(equals + 1);
  if (equals < 1 || path === '') {
    throw new UserError(
      `'${text}' is not an output.`,
      'Write --output format=path, for example --output sarif=iamlint.sarif.',
    );
  }
  return { format: parseFormat(text.slice(0, equals)), path };
}

export async function writeReport(report: AuditReport, outputs: readonly Output[]): Promise<void> {
  for (const { format, path } of outputs) {
    const color = path === undefined && wantsColor();
    const width = path === undefined ? process.stdout.columns : undefined;
    const text = renderReport(format, report, { color, ...(width !== undefined && { width }) });
    if (path === undefined) await print(text);
    else await save(path, text);
  }
}

/** Waits until a slow reader has taken everything: a pipe that is cut off by an early exit loses half a report. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

async function save(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch {
    throw new UserError(
      `${path} could not be written.`,
      'Check that its folder exists and can be written to.',
    );
  }
}

function wantsColor(): boolean {
  if (process.env['NO_COLOR']) return false;
  if (process.env['FORCE_COLOR']) return true;
  return process.stdout.isTTY && process.env['TERM'] !== 'dumb';
}
