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
    rows: whole.map((line) =>
      Object.fromEntries(columns.map((column, index) => [column, line[index] ?? ''])),
    ),
    unreadable: lines.length - whole.length,
  };
}

/** A cell with a comma in it is quoted, and the quotes in such a cell are doubled (RFC 4180). */
function cells(line: string): string[] {
  const cell = /"((?:[^"]|"")*)"|([^,]*)/y;
  const result: string[] = [];
  while (cell.lastIndex <= line.length) {
    const match = cell.exec(line);
    result.push(match?.[1]?.replaceAll('""', '"') ?? match?.[2] ?? '');
    cell.lastIndex += 1;
  }
  return result;
}
