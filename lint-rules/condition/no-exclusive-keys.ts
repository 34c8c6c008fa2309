import {
  defineRule,
  mayMeet,
  neverSent,
  ownConditions,
  requestClasses,
  sendersOf,
  sendersText,
  type KeyCondition,
  type RequestClass,
  type Sender,
} from '../../src/linter/index.js';
import type { PolicyGraph } from '../../src/graph/index.js';
import type { PolicyDocument, Statement } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-exclusive-keys',
    description: 'Disallow conditions on keys that no request carries together',
    severity: 'high',
    confidence: 'high',
    remediation: 'Make a statement of each condition, or leave out the one that is not meant.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-network-properties',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage',
    ],
    messages: {
      apart:
        "No request meets both {first} on '{firstKey}' and {second} on '{secondKey}', since {reason}: the statement {outcome}.",
      never: "No request of {senders} meets {operator} on '{key}': the statement {outcome}.",
    },
  },
  *checkConditions(statement, document, { graph, finding }) {
    const outcome = statement.effect === 'Allow' ? 'allows nothing' : 'denies nothing';
    const senders = sendersHere(statement, document, graph);
    const requests = requestClasses(senders);
    const sent = ownConditions(statement, document, graph).filter(
      ({ name, values }) => values.length > 0 && !neverSent(name, sendersOf(statement, document)),
    );
    const earlier: Met[] = [];
    for (const condition of sent) {
      const { key: at, name, operator } = condition;
      const met = requests.filter((one) => mayMeet(condition, one));
      const other = earlier.find((one) => one.condition.name !== name && areApart(one.met, met));
      if (met.length === 0) {
        const data = { senders: sendersText(senders), operator: operator.value, key: at.value, outcome };
        yield finding('never', { at, document, data });
        return;
      }
      if (other !== undefined) {
        const { key, operator: first } = other.condition;
        yield finding('apart', {
          at,
          document,
          related: [{ token: key, label: 'the other condition' }],
          data: {
            first: first.value,
            firstKey: key.value,
            second: operator.value,
            secondKey: at.value,
            reason: reasonOf(other.met, met),
            outcome,
          },
        });
        return;
      }
      earlier.push({ condition, met });
    }
  },
});

/** A condition with the requests that may meet it. */
interface Met {
  readonly condition: KeyCondition;
  readonly met: readonly RequestClass[];
}

const ROLES: readonly Sender[] = ['role'];

/** A policy that only roles have is met by requests of roles. */
function sendersHere(statement: Statement, document: PolicyDocument, graph: PolicyGraph): readonly Sender[] {
  const holders = graph.holdersOf(document);
  return holders.length > 0 && holders.every(({ kind }) => kind === 'role')
    ? ROLES
    : sendersOf(statement, document);
}

function areApart(some: readonly RequestClass[], others: readonly RequestClass[]): boolean {
  return !some.some((one) => others.includes(one));
}

/** In what requests can differ, with why no request is both. */
const REASONS: readonly (readonly [keyof RequestClass, string])[] = [
  ['byEndpoint', 'a request comes through a VPC endpoint or has an address of the internet'],
  ['withMfa', 'a caller has given proof of MFA or has not'],
  ['forwarded', "a request is the caller's own or made by a service in its name"],
];

function reasonOf(some: readonly RequestClass[], others: readonly RequestClass[]): string {
  const found = REASONS.find(
    ([part]) => !some.some((one) => others.some((other) => one[part] === other[part])),
  );
  return found?.[1] ?? 'no principal sends both';
}
