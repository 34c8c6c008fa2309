import type { Part } from '../account.js';
import { bucket, document, publicAccessBlock } from '../entities.js';

/** Anybody on the internet reads it, since neither the bucket nor the account blocks public policies. */
export const publicBucket: Part = {
  buckets: [
    bucket('exampleorg-press-kit', {
      Policy: document({
        Sid: 'PressKit',
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::exampleorg-press-kit/*',
      }),
      PolicyStatus: { IsPublic: true },
      PublicAccessBlock: publicAccessBlock(false),
    }),
  ],
};
