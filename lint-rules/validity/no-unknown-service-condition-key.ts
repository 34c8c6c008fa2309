import { catalogueDate, nearestServiceConditionKey } from '../../src/model/catalogue/index.js';
import {
  defineRule,
  isKnownKey,
  isKnownPrefix,
  isOwnText,
  isWellFormedKey,
  nearestPrefix,
  prefixOf,
  tagKeyMissingFrom,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-unknown-service-condition-key',
    description: 'Disallow condition keys that their service does not have',
    severity: 'high',
    confidence: 'high',
    remediation: "Write the key as the service's page in the Service Authorization Reference has it.",
    references: [
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    ],
    messages: {
      misspelt: "'{key}' is no condition key, and no request carries it. Did you mean '{nearest}'?",
      unknown: "'{key}' is no condition key that AWS had documented by {date}, and no request carries it.",
    },
    accessAnalyzer: ['INVALID_SERVICE_CONDITION_KEY'],
  },
  *checkConditions({ conditions }, document, { graph, finding }) {
    if (!isOwnText(document, graph)) return;
    for (const { key: at } of conditions) {
      const key = at.value;
      const prefix = prefixOf(key);
      if (prefix === 'aws' || isKnownKey(key)) continue;
      if (!isWellFormedKey(key) || tagKeyMissingFrom(key) !== undefined) continue;
      const nearest = suggestion(key, prefix);
      if (nearest !== undefined) yield finding('misspelt', { at, document, data: { key, nearest } });
      else {
        const data = { key, date: catalogueDate() };
        yield finding('unknown', { at, document, confidence: 'medium', data });
      }
    }
  },
});

/** A misspelt prefix is mended first. */
function suggestion(key: string, written: string): string | undefined {
  const prefix = isKnownPrefix(written) ? undefined : nearestPrefix(written);
  const mended = prefix === undefined ? key : prefix + key.slice(written.length);
  return isKnownKey(mended) ? mended : nearestServiceConditionKey(mended);
}
