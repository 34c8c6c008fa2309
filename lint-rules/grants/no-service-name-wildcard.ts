import type { Element, Statement, Token } from '../../src/model/index.js';
import { isEveryAction } from '../../src/graph/index.js';
import { defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'grants/no-service-name-wildcard',
    description: 'Disallow wildcards in the name of a service',
    severity: 'low',
    confidence: 'high',
    policyTypes: ['identity-based', 'resource-based', 'permissions-boundary', 'service-control'],
    remediation: 'Write the name of each service in full.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
    ],
    messages: {
      action:
        "'{value}' has a wildcard in the name of the service. IAM knows services by their full names: it matches none, or more than was meant.",
      resource:
        "'{value}' has a wildcard in the name of the service. No ARN of AWS matches it for certain; '*' alone stands for every resource.",
    },
    accessAnalyzer: ['WILDCARD_IN_SERVICE_NAME'],
  },
  *checkStatement(statement, document, { finding }) {
    for (const { kind, at } of wildcardServices(statement)) {
      yield finding(kind, { at, document, data: { value: at.value } });
    }
  },
});

type Found = { readonly kind: 'action' | 'resource'; readonly at: Token };

function wildcardServices({ action, resource }: Statement): readonly Found[] {
  const actions = valuesOf(action).filter(
    ({ value }) => !isEveryAction(value) && hasWildcard(value.split(':', 1)[0]),
  );
  const resources = valuesOf(resource).filter(
    ({ value }) => value.startsWith('arn:') && hasWildcard(value.split(':', 3)[2]),
  );
  return [
    ...actions.map((at): Found => ({ kind: 'action', at })),
    ...resources.map((at): Found => ({ kind: 'resource', at })),
  ];
}

function valuesOf(element: Element | undefined): readonly Token[] {
  return element?.values ?? [];
}

function hasWildcard(text = ''): boolean {
  return text.includes('*') || text.includes('?');
}
