import {
  defineRule,
  ownComparisons,
  tagsOfCallers,
  tagsOfTargets,
  type KeyCondition,
} from '../../src/linter/index.js';
import { covers } from '../../src/prover/index.js';
import type { Statement } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-other-case-of-tag',
    description: 'Disallow values of tags that users or roles have in another case',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Write the value as the tag has it, or compare it with StringEqualsIgnoreCase.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#case-sensitivity',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_iam-tags.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String',
    ],
    messages: {
      other:
        "'{value}' is not '{live}', which '{entity}' has as its tag '{tag}': values are compared with their case, and {outcome}.",
    },
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const condition of ownComparisons(statement, document, graph)) {
      const [, scope, tag = ''] = TAG.exec(condition.name) ?? [];
      if (scope === undefined || !seesCase(condition)) continue;
      const tagsOf = scope === 'principal' ? tagsOfCallers : tagsOfTargets;
      const missed = tagsOf(graph, { document, statement }, tag).filter(
        ({ value: live }) => !condition.values.some(({ value }) => matches(condition, value, live)),
      );
      for (const at of condition.values) {
        const found = missed.find(({ value: live }) =>
          matches(condition, at.value.toLowerCase(), live.toLowerCase()),
        );
        if (found === undefined || at.value.includes('${')) continue;
        const data = {
          value: at.value,
          live: found.value,
          entity: found.entity.name,
          tag: found.key,
          outcome: outcomeOf(statement, condition),
        };
        yield finding('other', { at, document, data });
      }
    }
  },
});

const TAG = /^(?:aws|iam):(principal|resource)tag\/(.+)$/;

function seesCase({ comparison: { family, name } }: KeyCondition): boolean {
  return family === 'String' && !name.endsWith('IgnoreCase');
}

function matches({ comparison }: KeyCondition, value: string, live: string): boolean {
  return comparison.patterns ? covers(value, live) === true : value === live;
}

function outcomeOf({ effect }: Statement, { comparison: { negated } }: KeyCondition): string {
  if (effect === 'Allow') return negated ? 'the statement is met all the same' : 'the statement is not met';
  return negated ? 'the deny hits it' : 'the deny misses it';
}
