import { defineRule, includesAction } from '../../src/linter/index.js';
import { accountNamedBy } from '../../src/model/index.js';
import type { Condition, PrincipalValue, Statement } from '../../src/model/index.js';

/** The actions by which somebody comes in. */
const ASSUMING = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'];

export default defineRule({
  meta: {
    id: 'trust/no-looser-statement',
    description: 'Disallow trust in a principal both with a condition and without it',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation: 'Add the condition to the other statement as well, or take the principal out of it.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html',
    ],
    messages: {
      looser:
        "The condition on '{key}' keeps nobody out. Another statement lets '{principal}' assume the role without it, and one statement that allows is enough.",
    },
    compliance: { cwe: ['CWE-863'] },
  },
  *checkDocument(document, { finding }) {
    const allows = document.statements.filter(({ effect }) => effect === 'Allow');
    const denied = new Set(
      document.statements
        .filter(({ effect }) => effect === 'Deny')
        .flatMap(({ conditions }) => conditions.map(({ key }) => key.value.toLowerCase())),
    );
    for (const strict of allows) {
      // A Deny on the same key asks for it once more.
      for (const guard of strict.conditions.filter(({ key }) => !denied.has(key.value.toLowerCase()))) {
        const [first] = allows
          .filter((other) => other !== strict && isLooser(other, strict, guard))
          .flatMap((other) => sharedPrincipal(other, strict) ?? []);
        if (first === undefined) continue;
        yield finding('looser', {
          at: guard.key,
          document,
          related: [{ token: first.token, label: 'without the condition' }],
          data: { key: guard.key.value, principal: first.token.value },
        });
      }
    }
  },
});

/** Whether a statement lets in by an action of the strict one, on no more conditions than that one without the guard. */
function isLooser(other: Statement, strict: Statement, guard: Condition): boolean {
  const rest = new Set(strict.conditions.filter((condition) => condition !== guard).map(textOf));
  return (
    other.conditions.every((condition) => rest.has(textOf(condition))) &&
    ASSUMING.some((action) => includesAction(other.action, action) && includesAction(strict.action, action))
  );
}

/** The principal that both statements name. */
function sharedPrincipal(other: Statement, strict: Statement): PrincipalValue | undefined {
  if (!other.principal || !strict.principal || other.principal.negated || strict.principal.negated)
    return undefined;
  const named = new Set(strict.principal.values.map(nameOf));
  return other.principal.values.find((value) => named.has(nameOf(value)));
}

/** An account has two names. */
function nameOf({ kind, token }: PrincipalValue): string {
  return `${kind} ${accountNamedBy(token.value) ?? token.value}`;
}

/** Conditions that are written alike are alike; keys and operators in any case. */
function textOf({ operator, key, values }: Condition): string {
  const sorted = values.map(({ value }) => value).sort();
  return JSON.stringify([operator.value.toLowerCase(), key.value.toLowerCase(), sorted]);
}
