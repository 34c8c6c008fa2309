import type { Request } from '../model/index.js';

/**
 * What is so of nearly every request that a person asks about: it is encrypted, as all SDKs do it, and made by the
 * principal itself.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const USUAL_CONTEXT: Request['context'] = {
  'aws:SecureTransport': ['true'],
  'aws:ViaAWSService': ['false'],
  'aws:CalledVia': [],
  'aws:CalledViaFirst': [],
  'aws:CalledViaLast': [],
};
