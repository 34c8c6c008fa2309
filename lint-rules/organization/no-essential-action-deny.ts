import { actionGrants, EVERYTHING, grantCovers, type Grant } from '../../src/graph/index.js';
import { defineRule, isAboutEverything, listing } from '../../src/linter/index.js';

/** What the roles of nearly every workload need, often without anybody knowing. */
const ESSENTIAL = [
  'sts:AssumeRole',
  'iam:PassRole',
  'iam:CreateServiceLinkedRole',
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
];

export default defineRule({
  meta: {
    id: 'organization/no-essential-action-deny',
    description: 'Disallow service control policies that deny what nearly every workload needs',
    severity: 'medium',
    confidence: 'medium',
    policyTypes: ['service-control'],
    remediation:
      'Take the actions out of the Deny, or deny them for certain resources or principals, such as with ArnNotLike on aws:PrincipalArn.',
    references: [
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html',
    ],
    messages: {
      denied:
        'This Deny takes {actions} from every principal of every account below. Workloads need them behind the scenes, and what fails is something else.',
    },
  },
  *checkStatement(statement, document, { finding }) {
    if (statement.effect !== 'Deny' || statement.conditions.length > 0 || isAboutEverything(statement))
      return;
    const denying = actionGrants(statement)
      .map(({ token, grant }) => ({
        token,
        actions: ESSENTIAL.filter((name) => grantCovers(grant, on(name))),
      }))
      .filter(({ actions }) => actions.length > 0);
    const [first] = denying;
    if (first === undefined) return;
    const actions = [...new Set(denying.flatMap((one) => one.actions))];
    yield finding('denied', {
      at: first.token,
      document,
      data: { actions: listing(actions, ESSENTIAL.length) },
    });
  },
});

/** An action on every resource. */
function on(action: string): Grant {
  return { ...EVERYTHING, action: { negated: false, values: [action] } };
}
