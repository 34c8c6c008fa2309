import { covers } from '../../src/prover/index.js';
import { defineRule, spares } from '../../src/linter/index.js';

/** Matched by a pattern for every role, and by no narrower one. */
const EVERY_ROLE = 'arn:aws:iam::*:role/*';

export default defineRule({
  meta: {
    id: 'organization/no-exempt-everybody',
    description: 'Disallow control policies whose exemption holds for every role',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['service-control', 'resource-control'],
    remediation: 'Exempt the roles that need it, each by its path and name.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn',
    ],
    messages: {
      exempt: "This Deny binds no role: '{pattern}' exempts every one of them, whatever its name.",
    },
  },
  *checkConditions({ effect, conditions }, document, { finding }) {
    if (effect !== 'Deny') return;
    for (const condition of conditions) {
      const wide = condition.values.find((value) =>
        spares(
          { ...condition, values: [value] },
          'aws:PrincipalArn',
          (text, pattern) => pattern && covers(text, EVERY_ROLE) === true,
        ),
      );
      if (wide) yield finding('exempt', { at: wide, document, data: { pattern: wide.value } });
    }
  },
});
