import { isAwsManaged, type PolicyDocument, type Token } from '../../src/model/index.js';
import { actionsOf } from '../../src/model/catalogue/index.js';
import { actionGrants, EVERYTHING, grantCovers } from '../../src/graph/index.js';
import { ALL_OF_IAM, defineRule, holdersWith, isOnAllOfIAM } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'grants/no-iam-administrator',
    description: 'Disallow policies that give full control of IAM',
    severity: 'critical',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation:
      'Allow the actions that are needed, on the users and roles that are meant, with a condition on iam:PermissionsBoundary.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    ],
    messages: {
      everyAction:
        "'{policy}' allows every action of IAM. Whoever has it can give himself every other right: he administers the account.",
      everyChange:
        "'{policy}' allows, by one wildcard and another, every action of IAM that changes something. Whoever has it can give himself every other right.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  *checkDocument(document, { graph, finding }) {
    if (isAwsManaged(document.owner)) return;
    const grants = grantsOn(document);
    if (grants.some(({ grant }) => grantCovers({ ...EVERYTHING, action: grant.action }, EVERYTHING))) return;
    const whole = grants.find(({ grant }) =>
      grantCovers({ ...EVERYTHING, action: grant.action }, ALL_OF_IAM),
    );
    const at = whole?.token ?? partTogether(grants);
    if (at === undefined) return;
    const data = { policy: document.name };
    for (const holder of holdersWith(graph, document, ALL_OF_IAM)) {
      yield finding(whole ? 'everyAction' : 'everyChange', { at, document, ...holder, data });
    }
  },
});

type Grants = ReturnType<typeof actionGrants>;

/** What is allowed on all of IAM's resources without a condition. */
function grantsOn({ statements }: PolicyDocument): Grants {
  return statements
    .filter(
      (statement) =>
        statement.effect === 'Allow' && statement.conditions.length === 0 && isOnAllOfIAM(statement),
    )
    .flatMap(actionGrants);
}

/** The first of the wildcards that have every change of IAM between them. */
function partTogether(grants: Grants): Token | undefined {
  const parts = grants.filter(({ token }) => token.value.toLowerCase().startsWith('iam:'));
  if (parts.length === 0 || parts.every(({ token }) => !token.value.includes('*'))) return undefined;
  const changes = actionsOf('iam').filter(
    ({ accessLevel }) => accessLevel !== 'Read' && accessLevel !== 'List',
  );
  const isGranted = (action: string) => {
    const asked = { ...EVERYTHING, action: { negated: false, values: [action] } };
    return parts.some(({ grant }) => grantCovers({ ...EVERYTHING, action: grant.action }, asked));
  };
  return changes.every(({ name }) => isGranted(name)) ? parts[0]?.token : undefined;
}
