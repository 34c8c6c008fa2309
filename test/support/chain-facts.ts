import type { ChainFacts, Environment } from '../../src/collectors/whoami/index.js';
import { mergeFiles } from '../../src/collectors/whoami/shared-files.js';

/** Surroundings of the provider chain, in the words of those who set them up. */
export interface Situation extends Partial<Omit<ChainFacts, 'files'>> {
  readonly environment?: Environment;
  /** The text of the configuration file. */
  readonly config?: string;
  /** The text of the credentials file. */
  readonly credentials?: string;
}

/** A machine without anything set up, except for what the situation says. */
export function chainFacts({ config = '', credentials = '', ...given }: Situation): ChainFacts {
  return {
    environment: {},
    instanceMetadata: 'silent',
    now: Date.parse('2026-01-01T12:00:00Z'),
    ...given,
    files: {
      config: { path: '/home/a/.aws/config', state: 'read' },
      credentials: { path: '/home/a/.aws/credentials', state: 'read' },
      ...mergeFiles(config, credentials),
    },
  };
}
