import { deepNestingAt, repeatedKeys } from './json.js';
import type { JsonValue, RawDocument } from './snapshot.js';

/**
 * A policy document as a snapshot holds it. IAM gives documents URL-encoded as in RFC 3986, Organizations and S3 as they
 * are, and files and servers that stand in for them either way: what begins as a JSON object is not decoded, because a
 * policy may hold a percent sign of its own.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyDetail.html
 */
export function rawDocument(text: string): RawDocument {
  const json = text.trimStart().startsWith('{') ? text : decoded(text);
  const document = objectOf(json);
  return document === undefined || [...repeatedKeys(json)].length > 0 ? json : document;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function objectOf(json: string): Exclude<RawDocument, string> | undefined {
  if (deepNestingAt(json) !== undefined) return undefined;
  try {
    const value = JSON.parse(json) as JsonValue;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: JsonValue): value is Exclude<RawDocument, string> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
