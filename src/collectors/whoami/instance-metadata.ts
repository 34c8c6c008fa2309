import { fromInstanceMetadata } from '@aws-sdk/credential-providers';
import type { InstanceMetadata } from './facts.js';

/** On an instance the service answers at once; elsewhere nobody should have to wait long to hear nothing. */
const TIMEOUT_MILLISECONDS = 500;

/** Asks the EC2 instance metadata service whether it has a role to give. */
export async function probeInstanceMetadata(): Promise<InstanceMetadata> {
  try {
    await fromInstanceMetadata({ timeout: TIMEOUT_MILLISECONDS, maxRetries: 0 })();
    return 'role';
  } catch (error) {
    return error instanceof Error && 'statusCode' in error ? 'no-role' : 'silent';
  }
}
