import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { repeatedKeys, type EntityText } from '../model/index.js';
import { canonicalJson, compareText } from './canonical-json.js';
import { forEachConcurrently } from './concurrency.js';
import { countByKind, kindFolder } from './layout.js';
import { parseJson, placeIn } from './parse-json.js';
import type { Schema } from './schema.js';
import { SnapshotError, unreadable } from './snapshot-error.js';
import { validate } from './validate.js';

const OPEN_FILES = 64;

/** Reads and parses every file of a snapshot. */
export async function openSnapshotFolder(directory: string): Promise<SnapshotFolder> {
  const values = new Map<string, unknown>();
  const failures = new Map<string, unknown>();
  const uris = await filesIn(directory);
  await forEachConcurrently(uris, OPEN_FILES, async (uri) => {
    try {
      values.set(uri, await readValue(path.join(directory, uri)));
    } catch (error) {
      failures.set(uri, error);
    }
  });
  // By name rather than by time, so that two runs complain about the same file.
  const failed = uris.find((uri) => failures.has(uri));
  if (failed !== undefined) throw failures.get(failed) as Error;
  return new SnapshotFolder(directory, uris, values);
}

/** The parsed files of a snapshot, to be taken one by one until none is left. */
export class SnapshotFolder {
  private readonly untaken: Set<string>;
  private readonly byKind = new Map<string, string[]>();
  private readonly taken = new Map<unknown, EntityText>();

  constructor(
    private readonly directory: string,
    uris: readonly string[],
    private readonly values: ReadonlyMap<string, unknown>,
  ) {
    this.untaken = new Set(uris);
    for (const uri of uris) {
      const kind = kindFolder(uri);
      if (kind === undefined) continue;
      const group = this.byKind.get(kind);
      if (group) group.push(uri);
      else this.byKind.set(kind, [uri]);
    }
  }

  /** The text of every value that was taken. */
  get texts(): ReadonlyMap<unknown, EntityText> {
    return this.taken;
  }

  /** What stands in one file, which has to be there. */
  take<T>(uri: string, schema: Schema<T>): T {
    const file = path.join(this.directory, uri);
    if (!this.untaken.delete(uri)) {
      throw new SnapshotError(
        `${file} is missing.`,
        'The snapshot is not complete: copy it once more, or collect it again.',
      );
    }
    const value = validate(
      schema,
      this.values.get(uri),
      ({ message }) =>
        new SnapshotError(`${file}: ${message}`, 'Mend the field, or collect the snapshot again.'),
    );
    this.taken.set(value, { uri, text: () => readText(file) });
    return value;
  }

  /** What stands in the files of one kind, such as `111122223333/iam/role`, in its folder and the folders below. */
  takeAll<T>(kind: string, schema: Schema<T>): readonly T[] {
    return (this.byKind.get(kind) ?? []).map((uri) => this.take(uri, schema));
  }

  /** Compares what is there to what the manifest says was written. */
  refuseLost(written: Readonly<Record<string, number>>): void {
    const found = countByKind([...this.values.keys()]);
    for (const [kind, count] of Object.entries(written)) {
      const left = found[kind] ?? 0;
      if (left >= count) continue;
      throw new SnapshotError(
        `${path.join(this.directory, kind)} has ${left} of the ${count} files that were written to it.`,
        'The snapshot is not complete: copy it once more, or collect it again.',
      );
    }
  }

  refuseRest(): void {
    const [uri] = this.untaken;
    if (uri !== undefined) throw doesNotBelong(path.join(this.directory, uri));
  }
}

async function filesIn(directory: string): Promise<readonly string[]> {
  const uris: string[] = [];
  for (const entry of await entriesOf(directory)) {
    if (entry.isDirectory()) continue;
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || !entry.name.endsWith('.json')) throw doesNotBelong(file);
    uris.push(path.relative(directory, file).replaceAll(path.sep, '/'));
  }
  return uris.sort(compareText);
}

async function entriesOf(directory: string) {
  try {
    return await readdir(directory, { recursive: true, withFileTypes: true });
  } catch (error) {
    throw unreadable(directory, error);
  }
}

async function readValue(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
  const value = parseJson(file, text);
  // What is written here never has a key twice, so only a text that was edited since has to be searched for one.
  const [repeated] = text === canonicalJson(file, value) ? [] : repeatedKeys(text);
  if (repeated !== undefined) {
    throw new SnapshotError(
      `${placeIn(file, text, repeated.offset)}: The key '${repeated.key}' stands twice in one object.`,
      'Only one of the two would count: remove the other.',
    );
  }
  return value;
}

/** Not kept from the first reading: of thousands of files, a few are ever pointed into. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
}

function doesNotBelong(file: string): SnapshotError {
  return new SnapshotError(
    `${file} does not belong to the snapshot.`,
    'Remove it, or collect the snapshot again into a new folder.',
  );
}
