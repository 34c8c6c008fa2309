import { parseDate } from '../../src/evaluator/index.js';
import { daysBeforeReport, defineRule, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'deny/no-future-revocation',
    description: 'Disallow revocations of sessions that hit sessions still to come',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Set the date to the moment of the incident, or remove the statement.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-tokenissuetime',
    ],
    messages: {
      future:
        "This deny hits every session that begins before '{value}', which was still to come when IAM made the credential report. Who signs in anew is denied as well.",
    },
  },
  *checkConditions(statement, document, { graph, finding }) {
    if (statement.effect !== 'Deny') return;
    for (const { comparison, name, values } of ownComparisons(statement, document, graph)) {
      if (name !== 'aws:tokenissuetime' || !comparison.name.startsWith('DateLessThan')) continue;
      for (const at of values) {
        const date = parseDate(at.value);
        const age = date === undefined ? undefined : daysBeforeReport(graph, document, date);
        // The report can be some hours older than the policy.
        if (age === undefined || age > -1) continue;
        yield finding('future', { at, document, data: { value: at.value } });
      }
    }
  },
});
