import { readFile } from 'node:fs/promises';
import { text as readStream } from 'node:stream/consumers';
import type { PolicyDocument, PolicyType } from '../model/index.js';
import { guessPolicyType, parsePolicy } from '../normalizers/index.js';
import { UserError } from './errors.js';

/** The policies of files that belong to no account; `-` is standard input. A file that is named twice counts once. */
export function readPolicyFiles(
  files: readonly string[],
  type: PolicyType | undefined,
): Promise<readonly PolicyDocument[]> {
  return Promise.all([...new Set(files)].map((file) => readPolicyFile(file, type)));
}

async function readPolicyFile(file: string, type: PolicyType | undefined): Promise<PolicyDocument> {
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
 * One such policy, of which at least one statement can be judged, unless it has none.
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
