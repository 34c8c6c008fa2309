import { covers, isFixed } from '../../src/prover/index.js';
import { defineRule, isAboutKey, requires, spares, type RuleContext } from '../../src/linter/index.js';
import { parseArn, type Condition, type PolicyDocument, type Statement } from '../../src/model/index.js';

const SERVICE_LINKED = 'arn:*:iam::*:role/aws-service-role/*';

export default defineRule({
  meta: {
    id: 'organization/no-exempt-principal',
    description: 'Disallow denies of control policies for principals to whom the policy never applies',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['service-control', 'resource-control'],
    remediation:
      'Write a resource control policy for services of AWS and for principals of other organizations; nothing in an organization limits service-linked roles and the management account.',
    references: [
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html',
    ],
    messages: {
      service:
        'This Deny never applies: it is for services of AWS that call in their own name, and no service control policy limits those.',
      serviceLinked:
        'This Deny never applies: it is for service-linked roles, which no control policy limits.',
      management:
        'This Deny never applies: it is for principals of the management account, which no service control policy limits.',
      stranger:
        'This Deny never applies: it is for principals of other organizations, and a service control policy is about those of its own accounts only.',
    },
  },
  *checkStatement(statement, document, context) {
    if (statement.effect !== 'Deny') return;
    const about = exemptIn(statement, document, context);
    if (about === undefined) return;
    yield context.finding(about.who, { at: about.condition.key, document });
  },
});

type Exempt = 'service' | 'serviceLinked' | 'management' | 'stranger';

function exemptIn(statement: Statement, document: PolicyDocument, { graph }: Pick<RuleContext, 'graph'>) {
  const organization = graph.organization?.detail;
  const asks = (key: string, accepts: (value: string) => boolean) => requires(statement, key, accepts);
  const isLinked = (value: string) => covers(SERVICE_LINKED, value) === true;
  const isManagement = (value: string) => value === organization?.MasterAccountId;
  const at = (who: Exempt, ...keys: readonly string[]) => {
    const condition = statement.conditions.find((one) => keys.some((key) => isAboutKey(one, key)));
    return condition && { who, condition };
  };
  if (asks('aws:PrincipalArn', isLinked)) return at('serviceLinked', 'aws:PrincipalArn');
  if (document.type === 'resource-control') return undefined;
  if (
    asks('aws:PrincipalIsAWSService', (value) => value.toLowerCase() === 'true') ||
    asks('aws:PrincipalServiceName', () => true)
  )
    return at('service', 'aws:PrincipalIsAWSService', 'aws:PrincipalServiceName');
  if (asks('aws:PrincipalAccount', isManagement)) return at('management', 'aws:PrincipalAccount');
  if (asks('aws:PrincipalArn', (value) => isManagement(parseArn(value)?.account ?? '')))
    return at('management', 'aws:PrincipalArn');
  const foreign = statement.conditions.find((one) => isForOthers(one, organization?.Id));
  return foreign && { who: 'stranger' as const, condition: foreign };
}

/** Whether a condition leaves out the organization. One whose id is not known is taken to be that of the policy. */
function isForOthers(condition: Condition, organization: string | undefined): boolean {
  return spares(
    condition,
    'aws:PrincipalOrgID',
    (value, pattern) => isFixed(value, pattern) && value === (organization ?? value),
  );
}
