import { defineRule, listing, requires, spares } from '../../src/linter/index.js';
import type { Condition, Statement } from '../../src/model/index.js';

const KEY = 's3:x-amz-acl';
/** The one list that S3 still takes where lists are disabled. */
const ACCEPTED = 'bucket-owner-full-control';

export default defineRule({
  meta: {
    id: 'bucket/no-pointless-acl-condition',
    description: 'Disallow bucket policies that ask for an access control list where lists are disabled',
    severity: 'low',
    confidence: 'high',
    policyTypes: ['resource-based'],
    remediation: 'Remove the condition: whatever is uploaded belongs to the owner of the bucket.',
    references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html'],
    messages: {
      pointless:
        'Uploads without an access control list are kept out for nothing: with BucketOwnerEnforced every object belongs to the owner of the bucket.',
      failing:
        "No upload can succeed by this statement: it asks for the access control list '{value}', and with BucketOwnerEnforced S3 refuses every list but bucket-owner-full-control.",
    },
  },
  *checkConditions(statement, document, { graph, finding }) {
    const ownership = graph.bucket(document.owner)?.detail.ObjectOwnership;
    if (ownership !== 'BucketOwnerEnforced') return;
    for (const condition of statement.conditions.filter((one) => asksForList(statement, one))) {
      const values = condition.values.map(({ value }) => value);
      const draft = { at: condition.key, document };
      if (values.includes(ACCEPTED)) yield finding('pointless', draft);
      else yield finding('failing', { ...draft, data: { value: listing(values) } });
    }
  },
});

/** Whether a statement lets only requests through, or spares only those, that bring an access control list. */
function asksForList(statement: Statement, condition: Condition): boolean {
  const anything = () => true;
  return statement.effect === 'Allow'
    ? requires({ ...statement, conditions: [condition] }, KEY, anything)
    : spares(condition, KEY, anything);
}
