import type { ServiceName } from './services/index.js';

/** One request, as the endpoint records it. */
export interface RecordedRequest {
  readonly service: ServiceName;
  readonly operation: string;
  /** The account whose credentials signed it. */
  readonly account: string;
}

/** How a request goes wrong. */
export type Fault =
  /** AWS's own errors, in the words of the service. */
  | { readonly kind: 'accessDenied' | 'throttle' }
  /** Any other error of the service. */
  | { readonly kind: 'error'; readonly code: string; readonly status: number; readonly message?: string }
  /** What a proxy in between says: status 500 and a page of HTML. */
  | { readonly kind: 'html500' }
  /** The connection is closed without an answer. */
  | { readonly kind: 'hangUp' }
  /** The same, and nobody listens any more. */
  | { readonly kind: 'down' };

/** Decides for each request whether it goes wrong. `count` is 1 for the first request that the endpoint gets. */
export type Faults = (request: RecordedRequest & { readonly count: number }) => Fault | undefined;
