import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

export const ROOT = new URL('../../', import.meta.url);

export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

export async function write(file: GeneratedFile): Promise<void> {
  if (!(await isCurrent(file))) await writeFile(new URL(file.path, ROOT), file.text);
}

export async function isCurrent(file: GeneratedFile): Promise<boolean> {
  return (await readIfPresent(file.path)) === file.text;
}

/** The text of a file of the repository, or undefined where there is no such file. */
export async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(new URL(path, ROOT), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** As `npm run format` would leave it. */
export async function formatTypeScript(path: string, text: string): Promise<string> {
  const options = await resolveConfig(fileURLToPath(new URL(path, ROOT)));
  return format(text, { ...options, parser: 'typescript' });
}
