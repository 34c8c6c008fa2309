/** One row of the report: its cells by the names of their columns. */
export type ReportRow = Readonly<Record<string, string>>;

export interface CredentialReport {
  readonly rows: readonly ReportRow[];
  /** Rows that do not have a cell for each column. */
  readonly unreadable: number;
}

/**
 * Reads the comma-separated text of a credential report; undefined where it has not even the columns `user` and
 * `arn`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export function parseCredentialReport(csv: string): CredentialReport | undefined {
  const [columns, ...lines] = csv
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(cells);
  if (!columns?.includes('user') || !columns.includes('arn')) return undefined;
  const whole = lines.filter((line) => line.length === columns.length);
  return {
    rows: whole.map((line) => Object.fromEntries(columns.map((column, index) => [column, line[index] ?? '']))),
    unreadable: lines.length - whole.length,
  };
}

/** A name may hold a comma; a cell that does is quoted, with the quotes in it doubled (RFC 4180). */
function cells(line: string): string[] {
  const result: string[] = [];
  let cell = '';
  let quoted = false;
  for (const [index, character] of [...line].entries()) {
    if (character === '"') {
      if (!quoted && cell === '' && line[index - 1] === '"') cell = '"';
      quoted = !quoted;
    } else if (character === ',' && !quoted) {
      result.push(cell);
      cell = '';
    } else {
      cell += character;
    }
  }
  return [...result, cell];
}
