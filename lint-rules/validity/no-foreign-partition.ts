import { defineRule, resourceArns, standsForOwnText } from '../../src/linter/index.js';
import { intersects } from '../../src/prover/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-foreign-partition',
    description: "Disallow ARNs of another partition than the account's",
    severity: 'medium',
    confidence: 'high',
    remediation:
      "Write the account's own partition, or a wildcard where the policy serves several partitions.",
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html'],
    messages: {
      foreign:
        "'{resource}' is an ARN of the partition '{partition}', and this account belongs to '{own}'. No access leads from one to the other.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const own = graph.account(graph.accountOf(document))?.partition;
    if (own === undefined || !standsForOwnText(document, graph)) return;
    const arns = resourceArns(statement);
    // A policy for several partitions has the account's own among the others.
    if (arns.some(({ arn }) => intersects(arn.partition, own) !== false)) return;
    for (const { at, arn } of arns) {
      const data = { resource: at.value, partition: arn.partition, own };
      yield finding('foreign', { at, document, subject: document.owner, data });
    }
  },
});
