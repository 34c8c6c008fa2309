import {
  asksForKey,
  defineRule,
  holdsWithoutKey,
  neverSent,
  ownComparisons,
  sendersOf,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-if-exists-on-security-key',
    description: 'Disallow an Allow whose control is by-passed by leaving the key out',
    severity: 'high',
    confidence: 'high',
    remediation: 'Take the operator without IfExists.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
    ],
    messages: {
      bypassed:
        "'{key}' is checked only where it is sent, and the statement allows every request without it.",
    },
  },
  *checkConditions(statement, document, { graph, finding }) {
    if (statement.effect !== 'Allow') return;
    const conditions = ownComparisons(statement, document, graph);
    if (conditions.some(({ comparison, name }) => isControl(name) && !holdsWithoutKey(comparison))) return;
    const senders = sendersOf(statement, document);
    const lenient = conditions.filter(
      ({ comparison, name }) =>
        comparison.ifExists && isControl(name) && !asksForKey(statement, name) && !neverSent(name, senders),
    );
    // A request comes by the internet or through an endpoint, and the two together leave none out.
    const networks = new Set(
      lenient
        .map(({ name }) => name)
        .filter((name) => NETWORK.test(name))
        .map((name) => name === 'aws:sourceip'),
    );
    for (const { key, name, operator: at } of lenient) {
      if (networks.size === 2 && NETWORK.test(name)) continue;
      // Of MFA in a role trust policy a rule of its own tells.
      if (document.type === 'role-trust' && name.startsWith('aws:multifactorauth')) continue;
      yield finding('bypassed', {
        at,
        document,
        related: [{ token: key, label: 'the key' }],
        data: { key: key.value },
      });
    }
  },
});

const NETWORK = /^aws:(?:sourceip$|sourcevpc|vpcsourceip$|vpce)/;

/** Keys that say who calls and how well that is proved, and that are not in every request. */
function isControl(name: string): boolean {
  return NETWORK.test(name) || CONTROLS.test(name);
}

const CONTROLS =
  /^(?:aws:(?:multifactorauth(?:present|age)|principalorg(?:id|paths)|principalarn|principaltag\/.*|source(?:arn|account|orgid|orgpaths|identity|owner))|sts:externalid)$/;
