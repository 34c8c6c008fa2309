/** A mistake of the user's or of the surroundings: told in two lines, without a stack trace. */
export class UserError extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** What every run ends with, whatever the output format. */
export const EXIT = {
  clean: 0,
  /** Findings at or above `--fail-on`. */
  findings: 1,
  /** A wrong flag, configuration or input. */
  usage: 2,
  /** Something could not be read, or there was nothing to read. Comes before `findings`. */
  incomplete: 3,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];
