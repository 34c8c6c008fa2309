import { readFile } from 'node:fs/promises';
import { text as readStream } from 'node:stream/consumers';
import type { PolicyDocument, PolicyType } from '../model/index.js';
import { guessPolicyType, parsePolicy } from '../normalizers/index.js';
import { UserError } from './errors.js';

/**
 * A policy that belongs to no account.
 *
 * @param file a path, or `-` for standard input
 * @param type guessed from the policy's elements where it is undefined
 */
export async function readPolicyFile(file: string, type: PolicyType | undefined): Promise<PolicyDocument> {
  const name = file === '-' ? 'standard input' : file;
  let text: string;
  try {
    text = file === '-' ? await readStream(process.stdin) : await readFile(file, 'utf8');
  } catch {
    throw new UserError(
      `${name} could not be read.`,
      'Name JSON files that exist; a shell pattern such as policies/*.json works.',
    );
  }
  return parsePolicy(text, name, { type: type ?? guessPolicyType(text), owner: name, name });
}

/**
 * The same, of which at least one statement can be judged.
 *
 * @throws UserError for a text that is no policy: nothing that could be said of it would be worth much
 */
export async function readReadablePolicy(
  file: string,
  type: PolicyType | undefined,
): Promise<PolicyDocument> {
  const document = await readPolicyFile(file, type);
  const [error] = document.errors;
  if (error === undefined || document.statements.length > 0) return document;
  const { source, span } = error.location;
  throw new UserError(
    `${source}:${span.start.line}: ${error.message}`,
    `Nothing in ${document.name} could be read as a statement. Mend it, then try again.`,
  );
}
