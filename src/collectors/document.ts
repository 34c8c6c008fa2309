import { visit } from 'jsonc-parser';
import type { JsonValue, RawDocument } from '../model/index.js';
import { isRecord, text } from './shape.js';

/**
 * A policy document as a snapshot holds it; undefined where there is none. IAM gives documents URL-encoded as in RFC
 * 3986, Organizations and S3 as they are, and a server that stands in for them either way: what is JSON already is
 * not decoded, because a policy may hold a percent sign of its own.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyDetail.html
 */
export function policyDocument(value: unknown): RawDocument | undefined {
  const raw = text(value);
  if (raw === undefined) return undefined;
  const document = parsed(raw);
  if (document !== undefined) return document;
  const decoded = decodedText(raw);
  return parsed(decoded) ?? decoded;
}

function decodedText(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

/** The JSON object of a text; the text itself where a key occurs twice in it; undefined for any other text. */
function parsed(json: string): RawDocument | undefined {
  try {
    const value = JSON.parse(json) as JsonValue;
    if (!isRecord(value)) return undefined;
    return hasDuplicateKey(json) ? json : value;
  } catch {
    return undefined;
  }
}

function hasDuplicateKey(json: string): boolean {
  const open: Set<string>[] = [];
  let duplicate = false;
  visit(json, {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectProperty: (key) => {
      duplicate ||= open.at(-1)?.has(key) ?? false;
      open.at(-1)?.add(key);
    },
    onObjectEnd: () => {
      open.pop();
    },
  });
  return duplicate;
}
