import { parseDate } from '../../src/evaluator/index.js';
import { daysBeforeReport, defineRule, ownComparisons, type KeyCondition } from '../../src/linter/index.js';

const SESSION_KEY = 'aws:tokenissuetime';

/** By key, after how many days nothing can be from before a date: no session lasts longer than 36 hours. */
const DAYS: ReadonlyMap<string, number> = new Map([
  ['aws:currenttime', 1],
  ['aws:epochtime', 1],
  [SESSION_KEY, 2],
]);

/** Operators without what they compare. */
const UNTIL: ReadonlySet<string> = new Set(['LessThan', 'LessThanEquals', 'Equals']);

export default defineRule({
  meta: {
    id: 'condition/no-expired-date',
    description: 'Disallow statements that ended on a date in the past',
    severity: 'low',
    confidence: 'high',
    remediation: 'Remove the statement, or set a new date if it is still meant.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html',
      'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html',
    ],
    messages: {
      past: "'{value}' was in the past already when IAM made the credential report: the statement {outcome} any more.",
      sessions:
        "All sessions from before '{value}' had ended when IAM made the credential report: the statement {outcome} any more.",
    },
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const condition of ownComparisons(statement, document, graph)) {
      const days = DAYS.get(condition.name);
      const [at] = condition.values;
      if (days === undefined || at === undefined || !endsWithDates(condition)) continue;
      const isOver = condition.values.every(({ value }) => {
        const date = parseDate(value);
        const age = date === undefined ? undefined : daysBeforeReport(graph, document, date);
        return age !== undefined && age > days;
      });
      if (!isOver) continue;
      const outcome = statement.effect === 'Allow' ? 'allows nothing' : 'denies nothing';
      const isOnSessions = condition.name === SESSION_KEY;
      yield finding(isOnSessions ? 'sessions' : 'past', { at, document, data: { value: at.value, outcome } });
    }
  },
});

/** Whether a condition is met until its dates only. Without the key, which sessions alone have, IfExists always is. */
function endsWithDates({ comparison: { family, ifExists, name, set }, name: key }: KeyCondition): boolean {
  return (
    (family === 'Date' || family === 'Numeric') &&
    UNTIL.has(name.slice(family.length)) &&
    set === undefined &&
    (!ifExists || key !== SESSION_KEY)
  );
}
