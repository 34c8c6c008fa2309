import { writeFile } from 'node:fs/promises';
import { isatty } from 'node:tty';
import type { ReportOptions } from '../../reports/index.js';
import type { OutputArguments } from './arguments.js';
import { didYouMean } from './did-you-mean.js';
import { UserError } from './errors.js';

/** One rendering of what a command found out; without a path it goes to standard output. */
export interface Output<Format> {
  readonly format: Format;
  readonly path?: string;
}

/**
 * What the options ask for, of the formats that the command has. Standard output gets the first of them unless files
 * alone were asked for.
 */
export function outputs<Format extends string>(
  { format, output }: OutputArguments,
  formats: readonly [Format, ...Format[]],
): readonly Output<Format>[] {
  const files = output.map((text) => parseOutput(text, formats));
  if (format !== undefined) return [{ format: parseFormat(format, formats) }, ...files];
  return files.length > 0 ? files : [{ format: formats[0] }];
}

function parseFormat<Format extends string>(text: string, formats: readonly Format[]): Format {
  const format = formats.find((known) => known === text);
  if (format === undefined) throw new UserError(`There is no format '${text}'.`, didYouMean(text, formats));
  return format;
}

/** Reads `format=path`. */
function parseOutput<Format extends string>(text: string, formats: readonly Format[]): Output<Format> {
  const equals = text.indexOf('=');
  const path = text.slice(equals + 1);
  if (equals < 1 || path === '') {
    throw new UserError(
      `'${text}' is not an output.`,
      'Write --output format=path, for example --output json=iamlint.json.',
    );
  }
  return { format: parseFormat(text.slice(0, equals), formats), path };
}

export async function writeOutputs<Format>(
  outputs: readonly Output<Format>[],
  render: (format: Format, options: ReportOptions) => string,
): Promise<void> {
  for (const { format, path } of outputs) {
    const color = path === undefined && wantsColor();
    const width = path === undefined ? process.stdout.columns : undefined;
    const text = render(format, { color, ...(width !== undefined && { width }) });
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

/** @throws UserError where the file cannot be written */
export async function save(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch {
    throw new UserError(
      `${path} could not be written.`,
      'Check that its folder exists and can be written to.',
    );
  }
}

export function wantsColor(): boolean {
  if (process.env['NO_COLOR']) return false;
  if (process.env['FORCE_COLOR']) return true;
  return isatty(process.stdout.fd) && process.env['TERM'] !== 'dumb';
}
