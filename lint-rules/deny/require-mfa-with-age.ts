import { areApart, grantOf, type PolicyGraph } from '../../src/graph/index.js';
import {
  asksForKey,
  defineRule,
  entitiesWith,
  hasUsers,
  holdsWithoutKey,
  isAboutKey,
  ownComparisons,
  passesWithoutKey,
  statementsWith,
} from '../../src/linter/index.js';
import type { PolicyDocument, Statement } from '../../src/model/index.js';

const AGE = 'aws:MultiFactorAuthAge';
const PRESENT = 'aws:MultiFactorAuthPresent';

export default defineRule({
  meta: {
    id: 'deny/require-mfa-with-age',
    description: 'Require denies of requests whose MFA is too old to deny those without MFA as well',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Take NumericGreaterThanIfExists, which is met without the key too.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists',
    ],
    messages: {
      missed:
        "This deny misses every request without MFA: those carry no '{key}', and {operator} is not met without it. An old MFA is denied, and none at all is not.",
    },
    compliance: { cwe: ['CWE-308'] },
  },
  *checkConditions(statement, document, { graph, finding }) {
    if (statement.effect !== 'Deny' || !hasUsers(graph, document)) return;
    for (const { comparison, key, name, operator: at } of ownComparisons(statement, document, graph)) {
      const isTooOld = name === AGE.toLowerCase() && comparison.name.startsWith('NumericGreaterThan');
      if (!isTooOld || holdsWithoutKey(comparison) || isAboutMfa(statement)) continue;
      if (beside(document, graph).every((documents) => isDecided(statement, documents))) continue;
      yield finding('missed', { at, document, data: { key: key.value, operator: at.value } });
    }
  },
});

/** For each user that has the document, all that bears on the user; the document alone where nobody is known. */
function beside(document: PolicyDocument, graph: PolicyGraph): readonly (readonly PolicyDocument[])[] {
  const users = entitiesWith(graph, document).filter(({ kind }) => kind === 'user');
  if (users.length === 0) return [[document]];
  return users.map((user) => {
    const { identity, permissionsBoundary, serviceControl = [] } = graph.effectivePolicies(user);
    const reaching = [
      ...identity,
      ...(permissionsBoundary ? [permissionsBoundary] : []),
      ...serviceControl.flat(),
    ];
    return reaching.map((policy) => policy.document);
  });
}

/** Whether something else says what becomes of the same requests without MFA. */
function isDecided(deny: Statement, documents: readonly PolicyDocument[]): boolean {
  const related = statementsWith('Deny', documents).filter(({ statement }) => meets(statement, deny));
  const granting = documents.filter(
    ({ type }) => type !== 'permissions-boundary' && type !== 'service-control',
  );
  const allows = statementsWith('Allow', granting).filter(({ statement }) => meets(statement, deny));
  return (
    related.some(({ statement }) => isAboutMfa(statement)) ||
    (allows.length > 0 &&
      allows.every(({ statement }) => asksForKey(statement, AGE.toLowerCase()) || isAboutMfa(statement)))
  );
}

function meets(statement: Statement, deny: Statement): boolean {
  return !areApart(grantOf(statement), grantOf(deny));
}

function isAboutMfa({ conditions }: Statement): boolean {
  return conditions.some(
    (condition) =>
      isAboutKey(condition, PRESENT) || (isAboutKey(condition, AGE) && passesWithoutKey(condition)),
  );
}
