import { catalogueDate, nearestConditionKey } from '../../src/model/catalogue/index.js';
import {
  defineRule,
  isKnownKey,
  isOwnText,
  tagKeyMissingFrom,
  variablesIn,
  variableValues,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-unknown-key-in-variable',
    description: 'Disallow policy variables whose condition key does not exist',
    severity: 'high',
    confidence: 'high',
    remediation: 'Write the key as the page of the policy variables has it.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
    ],
    messages: {
      misspelt: "'{variable}' names no condition key, and nothing replaces it. Did you mean '{nearest}'?",
      unknown:
        "'{variable}' names no condition key that AWS had documented by {date}, and nothing replaces it.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (document.version?.value !== '2012-10-17' || !isOwnText(document, graph)) return;
    for (const at of variableValues(statement)) {
      for (const { error, key, text: variable } of variablesIn(at.value)) {
        if (error !== undefined || isKnownKey(key)) continue;
        const nearest = suggestion(key);
        if (nearest !== undefined) yield finding('misspelt', { at, document, data: { variable, nearest } });
        else {
          const data = { variable, date: catalogueDate() };
          yield finding('unknown', { at, document, confidence: 'medium', data });
        }
      }
    }
  },
});

function suggestion(key: string): string | undefined {
  const tagged = tagKeyMissingFrom(key);
  if (tagged !== undefined) return `${tagged}/…`;
  return nearestConditionKey(key.includes(':') ? key : `aws:${key}`);
}
