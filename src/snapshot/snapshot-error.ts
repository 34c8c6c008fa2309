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

/** What a failed call of the file system says, without the path that it repeats. */
export function systemMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const [message = text] = text.split(', ');
  return message;
}
