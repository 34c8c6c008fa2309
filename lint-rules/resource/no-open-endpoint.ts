import { grantOf, isEveryResource } from '../../src/graph/index.js';
import { callerLimit, defineRule, namesEverybody, requires, spares } from '../../src/linter/index.js';
import { parseArn, type PolicyDocument, type Statement } from '../../src/model/index.js';

/** The keys that say whose resource a request is about. */
const RESOURCE_KEYS = [
  'aws:ResourceAccount',
  'aws:ResourceOrgID',
  'aws:ResourceOrgPaths',
  's3:ResourceAccount',
];

/** The keys that say who calls. That the call comes through the endpoint is known already. */
const PRINCIPAL_KEYS = [
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:PrincipalOrgID',
  'aws:PrincipalOrgPaths',
];

export default defineRule({
  meta: {
    id: 'resource/no-open-endpoint',
    description: 'Disallow VPC endpoint policies that let everybody reach every resource',
    severity: 'medium',
    confidence: 'medium',
    policyTypes: ['vpc-endpoint'],
    remediation:
      'Limit the statement to your principals and your resources: aws:PrincipalOrgID and aws:ResourceOrgID, or the ARNs that the network needs.',
    references: [
      'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html',
    ],
    messages: {
      open: 'This endpoint lets everybody reach every resource of the service, those of foreign accounts included. Whoever gets into the network can carry data out to a resource of his own, with credentials of his own.',
    },
  },
  *checkStatement(statement, document, { finding }) {
    const { effect, principal } = statement;
    if (effect !== 'Allow' || !principal || !namesEverybody(principal)) return;
    if (!reachesEveryAccount(statement) || isLimited(statement)) return;
    if (isClosedByDeny(document)) return;
    const at = principal.values.find(({ token }) => token.value === '*')?.token ?? principal.key;
    yield finding('open', { at, document });
  },
});

function reachesEveryAccount(statement: Statement): boolean {
  const { negated, values } = grantOf(statement).resource;
  return negated || values.some((value) => isEveryResource(value) || hasOpenName(value));
}

/** An ARN with a wildcard for the name of the bucket, or for the account. */
function hasOpenName(value: string): boolean {
  const arn = parseArn(value);
  if (arn === undefined) return false;
  return arn.account === '' ? /^[*/]+$/.test(arn.resource) : arn.account === '*';
}

function isLimited(statement: Statement): boolean {
  return (
    [...PRINCIPAL_KEYS, ...RESOURCE_KEYS].some((key) => requires(statement, key, (value) => value !== '*')) ||
    callerLimit(statement) === 'fixed'
  );
}

/** Whether a Deny keeps out foreign principals or foreign resources. */
function isClosedByDeny({ statements }: PolicyDocument): boolean {
  return statements.some(
    ({ effect, conditions }) =>
      effect === 'Deny' &&
      conditions.some((condition) =>
        [...PRINCIPAL_KEYS, ...RESOURCE_KEYS].some((key) => spares(condition, key, (value) => value !== '*')),
      ),
  );
}
