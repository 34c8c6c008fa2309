import { defineRule, type Rule } from './rule.js';

/** Rules about the exceptions of the configuration. The linter applies them when it has hidden what they hide. */
export const EXCEPTION_RULES = {
  expired: defineRule({
    meta: {
      id: 'exception/no-expired',
      description: 'Disallow exceptions that have expired',
      severity: 'low',
      confidence: 'high',
      remediation: 'Mend what it hid and remove it, or decide anew and set a later date.',
      references: [],
      messages: {
        expired: 'The exception for {what} has expired. It hides nothing after {expires}.',
      },
    },
  }),
  unused: defineRule({
    meta: {
      id: 'exception/no-unused',
      description: 'Disallow exceptions that hide nothing',
      severity: 'low',
      confidence: 'high',
      remediation: 'Remove it: what it was for is mended, or was never found.',
      references: [],
      messages: {
        unused: 'The exception for {what} hides nothing. The rule finds nothing about such a subject.',
        unknownFingerprint: 'The exception for {what} hides nothing. No finding has this fingerprint.',
      },
    },
  }),
  broad: defineRule({
    meta: {
      id: 'exception/no-broad-subject',
      description: 'Disallow exceptions for more subjects than anybody can have looked at',
      severity: 'medium',
      confidence: 'high',
      remediation: 'Name the subjects that are meant, or turn the rule off where it does not fit at all.',
      references: [],
      messages: {
        nothingNamed:
          'The exception for {what} names no subject. It hides also what nobody has looked at yet.',
        many: 'The exception for {what} hides findings about {count} subjects. It will hide more of them unseen.',
      },
    },
  }),
};

export const exceptionRules: readonly Rule[] = [
  EXCEPTION_RULES.broad,
  EXCEPTION_RULES.expired,
  EXCEPTION_RULES.unused,
];
