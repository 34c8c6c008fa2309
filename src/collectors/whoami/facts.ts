import type { Environment } from './environment.js';
import type { SharedFiles } from './shared-files.js';

/** The sources of the default provider chain, in the order in which the SDK asks them. */
export type SourceName =
  'environment' | 'sso' | 'shared-files' | 'web-identity' | 'container' | 'instance-metadata';

/** What the EC2 instance metadata service said when it was asked for a role. */
export type InstanceMetadata = 'role' | 'no-role' | 'silent' | 'not-asked';

/** Everything that decides which credentials the SDK uses. */
export interface ChainFacts {
  readonly environment: Environment;
  /** The profile that was asked for by name. */
  readonly profile?: string;
  readonly region?: string;
  readonly files: SharedFiles;
  readonly instanceMetadata: InstanceMetadata;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The source that the SDK took its credentials from, or that it got none. Absent where it did not run. */
  readonly taken?: SourceName | 'none';
}

export interface SelectedProfile {
  /** As given. */
  readonly name: string;
  readonly selectedBy: '--profile' | 'AWS_PROFILE' | 'default';
}

/** A profile that is selected by name keeps the SDK from asking the environment for keys. */
export function selectedProfile({ profile, environment }: ChainFacts): SelectedProfile {
  if (profile) return { name: profile, selectedBy: '--profile' };
  const fromEnvironment = environment['AWS_PROFILE'];
  if (fromEnvironment) return { name: fromEnvironment, selectedBy: 'AWS_PROFILE' };
  return { name: 'default', selectedBy: 'default' };
}
