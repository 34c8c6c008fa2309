import { createRequire } from 'node:module';

/** The version of the package, which asks itself so that source and build agree. */
export const { version } = createRequire(import.meta.url)('iamlint/package.json') as {
  readonly version: string;
};
