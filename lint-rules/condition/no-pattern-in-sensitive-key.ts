import { defineRule, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-pattern-in-sensitive-key',
    description:
      'Disallow wildcards and tags in the values of keys that name an account, an organization or a network',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Write the whole value, once for each that is meant.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sensitive',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-wildcard-usage-too-permissive',
    ],
    messages: {
      wildcard: "'{value}' also matches ids of strangers, for nobody can choose what '{key}' holds.",
      variable: "Who can set the tag in '{value}' chooses what '{key}' is compared to.",
      session:
        "'{value}' matches the sessions of every role with that name, and whoever assumes a role chooses the name.",
    },
    accessAnalyzer: ['VARIABLE_USAGE_TOO_PERMISSIVE', 'WILDCARD_USAGE_TOO_PERMISSIVE'],
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, key, name, values } of ownComparisons(statement, document, graph)) {
      for (const at of values) {
        const { value } = at;
        const data = { key: key.value, value };
        const hasWildcard = comparison.patterns && /[*?]/.test(value) && !/^\*+$/.test(value);
        if (SENSITIVE.test(name) && hasWildcard) yield finding('wildcard', { at, document, data });
        else if (SENSITIVE.test(name) && /\$\{aws:(?:principal|request)tag\//i.test(value))
          yield finding('variable', { at, document, data });
        else if (name === 'aws:userid' && hasWildcard && /^[*?A]*:[^*]/.test(value))
          yield finding('session', { at, document, data: { value } });
      }
    }
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sensitive */
const SENSITIVE =
  /^aws:(?:principalaccount|principalorgid|resourceaccount|resourceorgid|sourceaccount|sourceorgid|sourcevpc|sourcevpce|vpceaccount|vpceorgid)$/;
