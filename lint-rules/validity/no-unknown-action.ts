import { actionScope, defineRule, standsForOwnText } from '../../src/linter/index.js';
import { catalogueDate, findService, nearestAction } from '../../src/model/catalogue/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-unknown-action',
    description: 'Disallow actions that do not exist',
    severity: 'low',
    confidence: 'high',
    remediation: "Write the action as the service's page in the Service Authorization Reference has it.",
    references: [
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html',
    ],
    messages: {
      misspelt:
        "'{action}' is no action that AWS had documented by {date}, and allowing it allows nothing. Did you mean '{nearest}'?",
      misspeltExemption:
        "'{action}' is no action that AWS had documented by {date}, and NotAction withholds nothing by it. Did you mean '{nearest}'?",
      unknown:
        "'{action}' is no action that AWS had documented by {date}. It may be newer; if it is not, allowing it allows nothing.",
      pattern: "'{action}' matches no action that AWS had documented by {date}. Allowing it allows nothing.",
    },
    accessAnalyzer: ['INVALID_ACTION'],
  },
  *checkStatement({ effect, action }, document, { graph, finding }) {
    if (effect !== 'Allow' || !action || !standsForOwnText(document, graph)) return;
    for (const at of action.values) {
      const [service = '', name = '', ...more] = at.value.split(':');
      if (!/^[^\s,;$]+$/.test(name) || more.length > 0 || !findService(service)) continue;
      if (actionScope(at.value) !== undefined) continue;
      const nearest = nearestAction(at.value);
      const data = { action: at.value, date: catalogueDate() };
      const confidence = nearest && isSlip(name, nearest) ? 'high' : 'medium';
      const draft = { at, document, subject: document.owner, confidence } as const;
      if (/[*?]/.test(name)) yield finding('pattern', { ...draft, confidence: 'high', data });
      else if (nearest === undefined) yield finding('unknown', { ...draft, data });
      else if (action.negated) yield finding('misspeltExemption', { ...draft, data: { ...data, nearest } });
      else yield finding('misspelt', { ...draft, data: { ...data, nearest } });
    }
  },
});

/** A name that begins otherwise has another verb, and is more likely a new action than a slip. */
function isSlip(name: string, nearest: string): boolean {
  return nearest.split(':')[1]?.[0]?.toLowerCase() === name[0]?.toLowerCase();
}
