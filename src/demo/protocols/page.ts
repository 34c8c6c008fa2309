import { ServiceError } from './errors.js';

export interface PageRequest {
  /** The most entries that the caller takes; undefined where he leaves it to the service. */
  readonly limit: number | undefined;
  /** The most that the service lets a caller ask for. */
  readonly maximum: number;
  /** How many entries a page has where the caller does not say; the maximum where this is absent. */
  readonly usual?: number;
  /** What the page before gave as `next`. */
  readonly token: string | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Undefined on the last page. */
  readonly next: string | undefined;
}

export interface PageOptions {
  /** The most entries of a page, whatever the caller takes. */
  readonly pageSize?: number;
  /** The page, counted from 0, that is empty and yet not the last. */
  readonly emptyPageAt?: number;
}

/** The page of `items` that is asked for. */
export function pageOf<Item>(
  items: readonly Item[],
  { limit, maximum, usual = maximum, token }: PageRequest,
  { pageSize = maximum, emptyPageAt }: PageOptions,
): Page<Item> {
  if (limit !== undefined && !(limit >= 1 && limit <= maximum)) {
    throw new ServiceError('invalidInput', `A page holds from 1 to ${maximum} entries, not ${limit}.`);
  }
  const { index, start } = token === undefined ? { index: 0, start: 0 } : read(token);
  const end = index === emptyPageAt ? start : start + Math.min(limit ?? usual, pageSize);
  return { items: items.slice(start, end), next: end < items.length ? write(index + 1, end) : undefined };
}

function write(index: number, start: number): string {
  return Buffer.from(`${index},${start}`).toString('base64url');
}

function read(token: string): { index: number; start: number } {
  const [, index, start] = /^(\d+),(\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (index === undefined)
    throw new ServiceError('invalidInput', 'The marker is not one that was handed out.');
  return { index: Number(index), start: Number(start) };
}
