import { grantCovers, grantOf } from '../../src/graph/index.js';
import {
  defineRule,
  mayMeet,
  mustMeet,
  namesEverybody,
  ownConditions,
  requestClasses,
  sendersOf,
  statementsWith,
} from '../../src/linter/index.js';
import type { Statement } from '../../src/model/index.js';

/** Keys that say through which network a request comes. */
const NETWORK =
  /^aws:(?:sourceip|sourcevpc|sourcevpcarn|sourcevpce|vpcsourceip|vpce(?:account|orgid|orgpaths))$/;

export default defineRule({
  meta: {
    id: 'deny/no-denied-network',
    description: 'Disallow denies by one network that take what the same policy allows from another',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['identity-based', 'resource-based', 'vpc-endpoint'],
    remediation:
      'Put both networks into one Deny: NotIpAddress on aws:SourceIp and StringNotEquals on aws:SourceVpce together spare what comes through either.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-network-properties',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-IP',
    ],
    messages: {
      taken:
        "What this statement allows by '{key}' is denied all the same: such requests carry no '{denied}', and the Deny is met without it.",
    },
  },
  *checkConditions(allow, document, { graph, finding }) {
    if (allow.effect !== 'Allow') return;
    const allowed = ownConditions(allow, document, graph);
    const network = allowed.find(({ name }) => NETWORK.test(name));
    if (network === undefined) return;
    const requests = requestClasses(sendersOf(allow, document)).filter(
      (one) => !one.forwarded && allowed.every((condition) => mayMeet(condition, one)),
    );
    for (const { statement: deny } of statementsWith('Deny', [document])) {
      const denied = ownConditions(deny, document, graph);
      const other = denied.find(({ name }) => name !== network.name && NETWORK.test(name));
      const isTaken = requests.every((one) => denied.every((condition) => mustMeet(condition, one)));
      if (other === undefined || requests.length === 0 || !isTaken || !covers(deny, allow)) continue;
      yield finding('taken', {
        at: network.key,
        document,
        related: [{ token: other.key, label: 'denied here' }],
        data: { key: network.key.value, denied: other.key.value },
      });
      return;
    }
  },
});

function covers(deny: Statement, allow: Statement): boolean {
  const isForAll = deny.principal === undefined || namesEverybody(deny.principal);
  return isForAll && grantCovers(grantOf(deny), grantOf(allow));
}
