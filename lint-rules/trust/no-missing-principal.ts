import { agreesWithCount, defineRule } from '../../src/linter/index.js';
import { parseArn, type Confidence, type Statement, type Token } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'trust/no-missing-principal',
    description: 'Disallow role trust policies that name a user or role that is not there',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['role-trust'],
    remediation: 'Remove the ARN, or write that of the entity that is meant, with its path.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns',
    ],
    messages: {
      missing:
        "Account {account} has no '{name}'. The statement lets in nobody by it today; a condition or a session of this name lets in whoever makes an entity of that name.",
      path: "Account {account} has no '{name}', but there is '{other}'. The path is part of the ARN, and without it the principal is another one.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    for (const at of principalsOf(statement)) {
      const arn = parseArn(at.value);
      const account = arn && graph.account(arn.account);
      if (!account || graph.entity(at.value) !== undefined) continue;
      const [type = '', ...steps] = arn.resource.split('/');
      const list = LISTS.get(type);
      const name = type === 'assumed-role' ? steps[0] : steps.at(-1);
      if (!list || name === undefined) continue;
      const complete = agreesWithCount(account, list);
      const other = account[list].find((entity) => entity.name === name);
      if (complete === false || (other !== undefined && type === 'assumed-role')) continue;
      const confidence: Confidence = complete ? 'high' : 'medium';
      const data = { account: account.id, name: arn.resource };
      const draft = { at, document, confidence };
      if (other === undefined) yield finding('missing', { ...draft, data });
      else {
        const path = `${other.kind}${other.path}${other.name}`;
        yield finding('path', { ...draft, data: { ...data, other: path } });
      }
    }
  },
});

const LISTS: ReadonlyMap<string, 'users' | 'roles'> = new Map([
  ['user', 'users'],
  ['role', 'roles'],
  ['assumed-role', 'roles'],
]);

/** The principals that a statement names, and those that a condition on their ARN does. */
function principalsOf({ principal, conditions }: Statement): readonly Token[] {
  const named = [principal]
    .filter((element) => element !== undefined)
    .flatMap(({ values }) => values.filter(({ kind }) => kind === 'AWS').map(({ token }) => token));
  const compared = conditions
    .filter(({ key }) => key.value.toLowerCase() === 'aws:principalarn')
    .flatMap(({ values }) => values)
    .filter(({ value }) => !/[*?$]/.test(value));
  return [...named, ...compared];
}
