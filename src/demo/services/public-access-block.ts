import type { PublicAccessBlock } from '../../model/index.js';
import { readable, ServiceError, xmlAnswer } from '../protocols/index.js';
import type { ServiceAnswer } from '../protocols/index.js';

/** What S3 says of a bucket's settings and S3 Control, in the same words, of an account's. */
export function publicAccessBlockAnswer(settings: PublicAccessBlock | null | undefined): ServiceAnswer {
  const block = readable(settings);
  if (block === null) {
    throw new ServiceError(
      { code: 'NoSuchPublicAccessBlockConfiguration', status: 404 },
      'The public access block configuration was not found',
    );
  }
  return xmlAnswer('PublicAccessBlockConfiguration', { ...block });
}
