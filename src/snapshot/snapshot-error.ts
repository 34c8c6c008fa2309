/**
 * Why a snapshot or an authorization-details file cannot be read or written. The message is one sentence that names
 * the file and, where there is one, the field or `line:column` (both from 1); the hint says what to do next.
 */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';

  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(printable(message));
  }
}

/** Names of files and fields come from strangers: what would move the cursor or turn the text around is spelt out. */
function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** What the file system says against a call; undefined for an error that is not the file system's. */
export function fileSystemError(
  error: unknown,
): { readonly code: string; readonly message: string } | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  // `ENOSPC: no space left on device, write '/tmp/…'`
  const [message = error.message] = error.message.split(', ');
  return { code: error.code, message };
}

/** What to throw where a file or folder that is there cannot be read. */
export function unreadable(file: string, error: unknown): Error {
  const problem = fileSystemError(error);
  if (problem === undefined) return error as Error;
  return new SnapshotError(
    `${file} cannot be read: ${problem.message}.`,
    'Check the path and who may read it.',
  );
}
