import type { Denial } from './denial.js';
import { isCloudTrailEvent, parseCloudTrailEvent } from './cloudtrail.js';
import { isDecodedMessage, parseDecodedMessage } from './decoded.js';
import { objectOf, parsedJson, type JsonObject } from './json.js';
import { parseMessage } from './message.js';

/** Deep enough for an event as a string inside a log event inside an export. */
const DEEPEST = 8;

/**
 * What a denial says, from whatever the user has of it: a message as a tool printed it, a CloudTrail event (alone, in
 * `Records`, as a string in what `LookupEvents` returns, or in an EventBridge event; of several, the first that was
 * denied), or what `sts:DecodeAuthorizationMessage` returns. Undefined where the text is no denial.
 */
export function parseDenial(text: string): Denial | undefined {
  let recognised = false;
  for (const value of objectsIn(jsonIn(text), DEEPEST)) {
    recognised = true;
    const denial = isCloudTrailEvent(value) ? parseCloudTrailEvent(value) : parseDecodedMessage(value);
    if (denial !== undefined) return denial;
  }
  return recognised ? undefined : parseMessage(text);
}

function jsonIn(text: string): unknown {
  const trimmed = text.replace(/^\ufeff/, '').trim();
  return /^[{["]/.test(trimmed) ? parsedJson(trimmed) : undefined;
}

/** Every CloudTrail event and decoded message in a JSON value, however it is wrapped, in order. */
function* objectsIn(value: unknown, depth: number): Iterable<JsonObject> {
  if (depth === 0) return;
  if (typeof value === 'string') {
    if (value.trimStart().startsWith('{')) yield* objectsIn(parsedJson(value), depth - 1);
    return;
  }
  const object = objectOf(value);
  if (object !== undefined && (isCloudTrailEvent(object) || isDecodedMessage(object))) {
    yield object;
    return;
  }
  const members = Array.isArray(value) ? value : Object.values(object ?? {});
  for (const member of members) yield* objectsIn(member, depth - 1);
}
