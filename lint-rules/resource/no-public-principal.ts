import { actionsText, defineRule, isAboutBucket, isPublic, listing } from '../../src/linter/index.js';
import type { Element } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'resource/no-public-principal',
    description: 'Disallow resource-based policies that let everybody in',
    severity: 'critical',
    confidence: 'high',
    policyTypes: ['resource-based'],
    remediation:
      'Name the principals, or limit the statement to fixed values of a key such as aws:PrincipalOrgID, aws:SourceArn or aws:SourceVpce.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-resources.html',
    ],
    compliance: { securityHub: ['KMS.5', 'Lambda.1', 'SNS.4', 'SQS.3'], cwe: ['CWE-732'] },
    messages: {
      open: 'Everybody is allowed {actions} on this resource.',
      condition:
        'Everybody is allowed {actions} on this resource: the condition on {keys} does not say who. Nobody is kept out by a key that the caller chooses, by a wildcard, or by an operator that passes without the key.',
      notPrincipal: 'Everybody but those in NotPrincipal is allowed {actions} on this resource.',
      functionUrl: 'Everybody who knows the URL of this function can call it, without an AWS account.',
    },
    accessAnalyzer: ['ALLOW_WITH_NOT_PRINCIPAL'],
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { principal, action, conditions } = statement;
    if (graph.bucket(document.owner) || isAboutBucket(statement)) return;
    if (!principal || !action || !isPublic(graph, document, statement)) return;
    const at = principal.values.find(({ token }) => token.value === '*')?.token ?? principal.key;
    // What stands before an API or a function may ask for more than its policy does.
    const confidence = isAboutApi(action) ? 'medium' : 'high';
    const draft = { at, document, confidence } as const;
    const keys = [...new Set(conditions.map(({ key }) => key.value))];
    const actions = actionsText(statement);
    if (conditions.some(({ values }) => values.some(({ value }) => value === 'NONE')) && isFunctionUrl(keys))
      yield finding('functionUrl', draft);
    else if (principal.negated)
      yield finding('notPrincipal', { ...draft, at: principal.key, data: { actions } });
    else if (keys.length === 0) yield finding('open', { ...draft, data: { actions } });
    else yield finding('condition', { ...draft, data: { actions, keys: listing(keys) } });
  },
});

function isFunctionUrl(keys: readonly string[]): boolean {
  return keys.some((key) => key.toLowerCase() === 'lambda:functionurlauthtype');
}

function isAboutApi({ values }: Element): boolean {
  return values.every(({ value }) => value.toLowerCase().startsWith('execute-api:'));
}
