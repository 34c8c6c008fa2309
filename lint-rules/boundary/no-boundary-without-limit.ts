import { actionGrants, EVERYTHING, grantCovers } from '../../src/graph/index.js';
import { defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'boundary/no-boundary-without-limit',
    description: 'Disallow permissions boundaries that allow everything',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['permissions-boundary'],
    remediation:
      'Allow in the permissions boundary what its principals may ever have, or deny what they may not.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html'],
    messages: {
      everything:
        "'{policy}' allows everything and denies nothing. A permissions boundary that limits nothing looks like a limit to whoever reviews the {kind} '{name}'.",
    },
  },
  *checkDocument(document, { graph, finding }) {
    if (document.errors.length > 0 || document.statements.some(({ effect }) => effect === 'Deny')) return;
    const at = document.statements
      .filter(({ conditions }) => conditions.length === 0)
      .flatMap(actionGrants)
      .find(({ grant }) => grantCovers(grant, EVERYTHING))?.token;
    if (at === undefined) return;
    for (const { arn: subject, kind, name } of graph.boundedBy(document)) {
      yield finding('everything', { at, document, subject, data: { policy: document.name, kind, name } });
    }
  },
});
