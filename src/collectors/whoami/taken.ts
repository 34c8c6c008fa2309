import { hasContainerEndpoint, type Environment } from './environment.js';
import type { SourceName } from './facts.js';

/**
 * The source of the chain that the SDK took credentials from: it notes on them, under `$source`, which of its features
 * had a part in them.
 */
export function sourceTaken(credentials: object, environment: Environment): SourceName {
  const { $source = {} } = credentials as { readonly $source?: Readonly<Record<string, unknown>> };
  const features = Object.keys($source);
  // A profile can have its credentials from the environment or a container in turn, so that it comes first.
  if (
    features.some((feature) => feature.startsWith('CREDENTIALS_PROFILE') || feature === 'CREDENTIALS_PROCESS')
  )
    return 'shared-files';
  if (features.includes('CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN')) return 'web-identity';
  if (features.includes('CREDENTIALS_ENV_VARS')) return 'environment';
  // The metadata providers leave no note, and the SDK has either a container or an instance to ask.
  return hasContainerEndpoint(environment) ? 'container' : 'instance-metadata';
}
