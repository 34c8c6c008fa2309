import { isEveryAction } from '../../src/graph/index.js';
import { defineRule, hasVariable, standsForOwnText } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-malformed-action',
    description: 'Disallow values of Action that are not a service and the name of an action',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Write one action for each value: the prefix of the service, a colon, the name.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html'],
    messages: {
      service: "'{action}' names no service. An action is written with its service: s3:GetObject.",
      name: "'{action}' names no action of the service. Write its name behind the colon, or * for all.",
      several: "'{action}' holds more than one action. Each is a value of its own, without spaces.",
      colons: "'{action}' has more than one colon, and no action has that.",
    },
    accessAnalyzer: ['INVALID_ACTION'],
  },
  *checkStatement({ effect, action }, document, { graph, finding }) {
    if (effect !== 'Allow' || !action || !standsForOwnText(document, graph)) return;
    for (const at of action.values) {
      const defect = defectOf(at.value);
      if (defect === undefined) continue;
      yield finding(defect, { at, document, subject: document.owner, data: { action: at.value } });
    }
  },
});

function defectOf(action: string): 'service' | 'name' | 'several' | 'colons' | undefined {
  if (isEveryAction(action) || hasVariable(action)) return undefined;
  if (/[\s,;]/.test(action)) return 'several';
  const [service, name, ...more] = action.split(':');
  if (service === '' || name === undefined) return 'service';
  if (name === '') return 'name';
  return more.length > 0 ? 'colons' : undefined;
}
