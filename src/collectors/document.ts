import { rawDocument, type RawDocument } from '../model/index.js';
import { text } from './shape.js';

/** The policy document of an answer, URL-encoded or not; undefined where there is none. */
export function policyDocument(value: unknown): RawDocument | undefined {
  const raw = text(value);
  return raw === undefined ? undefined : rawDocument(raw);
}
