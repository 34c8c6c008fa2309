#!/usr/bin/env node
import './engine.js';
import { CommanderError } from 'commander';
import { EXIT, UserError } from './errors.js';
import { program } from './program.js';

/** Errors of the outer layers carry a hint of their own; the rest are bugs, and a bug shows its stack. */
function report(error: unknown): void {
  if (error instanceof Error && 'hint' in error && typeof error.hint === 'string') {
    process.stderr.write(`error: ${printable(error.message)}\nhint: ${printable(error.hint)}\n`);
    return;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`error: iamlint failed, which is a bug in iamlint.\n${printable(stack)}\n`);
  process.stderr.write('hint: Please report it with the text above.\n');
}

/** File names and policy text end up in messages; nothing in them may steer a terminal. */
function printable(text: string): string {
  return text.replaceAll(
    /[^\P{C}\n]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

async function main(argv: readonly string[]): Promise<number> {
  let status: number = EXIT.clean;
  try {
    await program((result) => {
      status = result;
    }).parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
    report(error);
    return error instanceof UserError || (error instanceof Error && 'hint' in error)
      ? EXIT.usage
      : EXIT.incomplete;
  }
  return status;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader went away, as `head` does.
  if (error.code === 'EPIPE') process.exit(EXIT.clean);
  throw error;
});

// Which Node the SDK will support next year is news for whoever chooses its version, which is this package.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

process.exitCode = await main(process.argv.slice(2));
