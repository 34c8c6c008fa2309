import { defineRule, isFlag, isOwnText } from '../../src/linter/index.js';
import type { Condition, Statement } from '../../src/model/index.js';

/** Keys that say from where a request comes, with the requests that do not carry them. */
const NETWORK_KEYS: ReadonlyMap<string, string> = new Map([
  ['aws:sourceip', 'requests through a VPC endpoint'],
  ['aws:sourcevpc', 'the console, and the CLI from outside of a VPC endpoint'],
  ['aws:sourcevpce', 'the console, and the CLI from outside of a VPC endpoint'],
  ['aws:vpcsourceip', 'the console, and the CLI from outside of a VPC endpoint'],
]);

/** Conditions on these say what becomes of calls that services make. */
const SERVICE_KEYS = [
  'aws:viaawsservice',
  'aws:calledvia',
  'aws:calledviafirst',
  'aws:calledvialast',
  'aws:principalisawsservice',
];

export default defineRule({
  meta: {
    id: 'deny/no-network-deny-of-services',
    description: 'Disallow denies by network that hit what services do for the caller',
    severity: 'medium',
    confidence: 'medium',
    policyTypes: ['identity-based', 'permissions-boundary', 'resource-based', 'service-control'],
    remediation: 'Add "Bool": { "aws:ViaAWSService": "false" } to the conditions.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-ip.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip',
    ],
    messages: {
      denied:
        "This deny is met by every request that carries no '{key}': {requests}. Calls that services such as CloudFormation and Athena make for the caller are among those that it can hit, since they come from the service's network.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (statement.effect !== 'Deny' || !isOwnText(document, graph) || sparesServices(statement)) return;
    const networks = statement.conditions.filter(isNegated).flatMap(({ key: at }) => {
      const name = at.value.toLowerCase();
      const requests = NETWORK_KEYS.get(name);
      return requests === undefined ? [] : [{ at, name, requests }];
    });
    const [first] = networks;
    if (first === undefined) return;
    const names = new Set(networks.map(({ name }) => name));
    const isEither = names.has('aws:sourceip') && names.size > 1;
    const requests = isEither ? 'calls without either network' : first.requests;
    yield finding('denied', { at: first.at, document, data: { key: first.at.value, requests } });
  },
});

/** Whether some condition is on who calls for whom, or asks that the network is known. */
function sparesServices({ conditions }: Statement): boolean {
  return conditions.some(
    (condition) =>
      SERVICE_KEYS.includes(condition.key.value.toLowerCase()) ||
      (NETWORK_KEYS.has(condition.key.value.toLowerCase()) &&
        condition.operator.value.toLowerCase() === 'null' &&
        isFlag(condition, condition.key.value, 'false')),
  );
}

/** Whether a condition is met by every request without its key. */
function isNegated({ operator }: Condition): boolean {
  const name = operator.value.toLowerCase();
  return name.includes('not') && !name.startsWith('foranyvalue:');
}
