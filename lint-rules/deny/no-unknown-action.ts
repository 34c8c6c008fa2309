import { isAwsManaged } from '../../src/model/index.js';
import {
  catalogueDate,
  findService,
  nearestAction,
  nearestService,
} from '../../src/model/catalogue/index.js';
import { isEveryAction, matchingActions } from '../../src/graph/index.js';
import { defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'deny/no-unknown-action',
    description: 'Disallow denies of actions that do not exist',
    severity: 'high',
    confidence: 'high',
    remediation: "Write the action as the service's page in the Service Authorization Reference has it.",
    references: [
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html',
    ],
    messages: {
      misspelt: "'{action}' is no action, and denying it denies nothing. Did you mean '{nearest}'?",
      misspeltExemption:
        "'{action}' is no action, and sparing it from the deny spares nothing. Did you mean '{nearest}'?",
      unknown:
        "'{action}' is no action that AWS had documented by {date}, and denying it denies nothing. Operations of the API and actions of policies differ: s3:ListBucket is what allows ListObjectsV2.",
    },
  },
  *checkStatement({ effect, action }, document, { finding }) {
    if (effect !== 'Deny' || !action || isAwsManaged(document.owner)) return;
    for (const at of action.values) {
      if (isEveryAction(at.value) || matchingActions(at.value).length > 0) continue;
      const nearest = suggestion(at.value);
      if (nearest !== undefined) {
        const data = { action: at.value, nearest };
        yield finding(action.negated ? 'misspeltExemption' : 'misspelt', { at, document, data });
      } else if (!action.negated) {
        const data = { action: at.value, date: catalogueDate() };
        yield finding('unknown', { at, document, confidence: 'medium', data });
      }
    }
  },
});

/** A misspelt service is mended first, since the rest may be right, or a pattern. */
function suggestion(action: string): string | undefined {
  const colon = Math.max(action.indexOf(':'), 0);
  const written = action.slice(0, colon);
  const service = findService(written) ? undefined : nearestService(written);
  const mended = service === undefined ? action : `${service}${action.slice(colon)}`;
  return matchingActions(mended).length > 0 ? mended : nearestAction(action);
}
