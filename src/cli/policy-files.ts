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
