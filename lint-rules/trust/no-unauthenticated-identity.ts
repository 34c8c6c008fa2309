import { defineRule, deniesOn, limitedTo, trustedProviders } from '../../src/linter/index.js';

const COGNITO = 'cognito-identity.amazonaws.com';
const KEY = `${COGNITO}:amr`;

export default defineRule({
  meta: {
    id: 'trust/no-unauthenticated-identity',
    description: 'Disallow role trust policies that let in guests of a Cognito identity pool',
    severity: 'medium',
    confidence: 'medium',
    policyTypes: ['role-trust'],
    remediation:
      'Add a ForAnyValue:StringLike condition on cognito-identity.amazonaws.com:amr with the value authenticated, and give guests a role of their own that can do no harm.',
    references: [
      'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
      'https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html',
    ],
    messages: {
      guests:
        "Anybody on the internet can assume this role as a guest of the identity pool. '{value}' takes identities that never signed in; all that they need is the id of the pool, which every copy of the app holds.",
      either:
        'Guests and signed-in users alike can assume this role. Nothing tells them apart: there is no condition on cognito-identity.amazonaws.com:amr that has to be met.',
    },
    compliance: { cwe: ['CWE-306'] },
  },
  *checkStatement(statement, document, { graph, finding }) {
    for (const { token, name } of trustedProviders(statement, 'oidc')) {
      if (name !== COGNITO || limitedTo(statement, deniesOn(graph, document), [[KEY, isSignedIn]])) continue;
      const value = statement.conditions
        .filter(({ key }) => key.value.toLowerCase() === KEY)
        .flatMap(({ values }) => values)
        .find((one) => !isSignedIn(one.value));
      if (value === undefined) yield finding('either', { at: token, document });
      else yield finding('guests', { at: value, document, data: { value: value.value } });
    }
  },
});

/** `authenticated`, or the provider by which somebody signed in. */
function isSignedIn(value: string): boolean {
  return value !== 'unauthenticated' && !/^[*?]/.test(value);
}
