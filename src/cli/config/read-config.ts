import { readFile } from 'node:fs/promises';
import type { Rule } from '../../linter/index.js';
import { NO_CONFIG, type Config } from './config.js';
import { UserError } from '../errors.js';

const CONFIG_FILE = 'iamlint.config.yaml';

/**
 * Reads the configuration. Without `path` the default file is read if it is there.
 *
 * @throws UserError naming the file, the line and the nearest known name.
 */
export async function readConfig(path: string | undefined, rules: readonly Rule[]): Promise<Config> {
  const file = path ?? CONFIG_FILE;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (path === undefined && isMissing(error)) return NO_CONFIG;
    throw new UserError(`The configuration ${file} could not be read.`, 'Check the path after --config.');
  }
  // The YAML parser takes a while to load, and most runs have no configuration.
  const { parseConfig } = await import('./parse-config.js');
  return parseConfig(text, file, rules);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
