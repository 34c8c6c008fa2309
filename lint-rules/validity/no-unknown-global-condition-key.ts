import { catalogueDate, nearestConditionKey } from '../../src/model/catalogue/index.js';
import {
  defineRule,
  isKnownKey,
  isOwnText,
  isWellFormedKey,
  prefixOf,
  tagKeyMissingFrom,
} from '../../src/linter/index.js';

/** Names that people give to keys that are called otherwise, in lower case. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['aws:arn', 'aws:PrincipalArn'],
  ['aws:account', 'aws:PrincipalAccount'],
  ['aws:accountid', 'aws:PrincipalAccount'],
  ['aws:region', 'aws:RequestedRegion'],
  ['aws:orgid', 'aws:PrincipalOrgID'],
  ['aws:mfa', 'aws:MultiFactorAuthPresent'],
]);

export default defineRule({
  meta: {
    id: 'validity/no-unknown-global-condition-key',
    description: 'Disallow global condition keys that do not exist',
    severity: 'high',
    confidence: 'high',
    remediation: 'Write the key as the page of the global condition keys has it.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html'],
    messages: {
      misspelt: "'{key}' is no condition key, and no request carries it. Did you mean '{nearest}'?",
      unknown: "'{key}' is no condition key that AWS had documented by {date}, and no request carries it.",
    },
    accessAnalyzer: ['INVALID_GLOBAL_CONDITION_KEY', 'UNSUPPORTED_GLOBAL_CONDITION_KEY'],
  },
  *checkConditions({ conditions }, document, { graph, finding }) {
    if (!isOwnText(document, graph)) return;
    for (const { key: at } of conditions) {
      const key = at.value;
      if (prefixOf(key) !== 'aws' || isKnownKey(key)) continue;
      if (!isWellFormedKey(key) || tagKeyMissingFrom(key) !== undefined) continue;
      const nearest = OTHER_NAMES.get(key.toLowerCase()) ?? nearestConditionKey(key);
      if (nearest !== undefined) yield finding('misspelt', { at, document, data: { key, nearest } });
      else {
        const data = { key, date: catalogueDate() };
        yield finding('unknown', { at, document, confidence: 'medium', data });
      }
    }
  },
});
