import { defineRule, standsForOwnText } from '../../src/linter/index.js';
import type { Token } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-duplicate-sid',
    description: 'Disallow two statements of a policy with the same Sid',
    severity: 'low',
    confidence: 'high',
    remediation: 'Give each statement a Sid of its own, or none.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html'],
    messages: {
      duplicate: "Another statement has the Sid '{sid}' already. IAM and some other services refuse that.",
    },
    accessAnalyzer: ['UNIQUE_SIDS_RECOMMENDED', 'UNIQUE_SIDS_REQUIRED'],
  },
  *checkDocument(document, { graph, finding }) {
    if (!standsForOwnText(document, graph)) return;
    const first = new Map<string, Token>();
    for (const { sid: at } of document.statements) {
      if (at === undefined || at.value === '') continue;
      const other = first.get(at.value);
      if (other === undefined) {
        first.set(at.value, at);
        continue;
      }
      const related = [{ token: other, label: 'has it first' }];
      yield finding('duplicate', { at, document, subject: document.owner, related, data: { sid: at.value } });
    }
  },
});
