import { presenceFor } from '../evaluator/index.js';
import { holdsWithoutKey } from './condition-operator.js';
import type { KeyCondition } from './key-conditions.js';
import type { Sender } from './senders.js';

/** Requests of which AWS sends the same condition keys: by whom, by which way, and with which credentials. */
export interface RequestClass {
  readonly sender: Sender;
  /** Whether they come through a VPC endpoint. */
  readonly byEndpoint: boolean;
  /** Whether a service makes them in the name of the caller, in a forward access session. */
  readonly forwarded: boolean;
  /** Whether the caller proved its identity with MFA. */
  readonly withMfa: boolean;
}

const EITHER = [false, true];

const classes = new WeakMap<readonly Sender[], readonly RequestClass[]>();

/** The requests that callers of these kinds can make. */
export function requestClasses(senders: readonly Sender[]): readonly RequestClass[] {
  const known = classes.get(senders) ?? findClasses(senders);
  classes.set(senders, known);
  return known;
}

function findClasses(senders: readonly Sender[]): readonly RequestClass[] {
  return senders.flatMap((sender) =>
    EITHER.flatMap((byEndpoint) =>
      EITHER.flatMap((forwarded) =>
        EITHER.map((withMfa) => ({ sender, byEndpoint, forwarded, withMfa })).filter(isPossible),
      ),
    ),
  );
}

function isPossible({ sender, forwarded, withMfa }: RequestClass): boolean {
  return (
    (!withMfa || presenceFor(MFA_AGE, sender) !== 'never') &&
    (!forwarded || presenceFor('aws:calledvia', sender) !== 'never')
  );
}

/** Whether some request of a class may meet a condition. */
export function mayMeet({ comparison, name, values }: KeyCondition, requests: RequestClass): boolean {
  const presence = presenceIn(requests, name);
  const asked = values.map(({ value }) => value.toLowerCase());
  if (comparison.family === 'Null') {
    return asked.some((absent) => presence !== (absent === 'true' ? 'always' : 'never'));
  }
  if (presence !== 'always' && holdsWithoutKey(comparison)) return true;
  if (presence === 'never') return false;
  const known = valueIn(requests, name);
  if (known === undefined || comparison.negated || comparison.patterns) return true;
  return asked.some((value) => (value === 'true') === known || value.includes('${'));
}

/** Whether every request of a class meets a condition, as far as the class settles it. */
export function mustMeet({ comparison, name, values }: KeyCondition, requests: RequestClass): boolean {
  const presence = presenceIn(requests, name);
  const asked = values.map(({ value }) => value.toLowerCase());
  if (comparison.family === 'Null')
    return presence !== 'maybe' && asked.includes(String(presence === 'never'));
  if (presence === 'never') return holdsWithoutKey(comparison);
  const known = valueIn(requests, name);
  const isKnown = presence === 'always' || holdsWithoutKey(comparison);
  return isKnown && comparison.family === 'Bool' && known !== undefined && asked.includes(String(known));
}

const MFA_AGE = 'aws:multifactorauthage';
const MFA_PRESENT = 'aws:multifactorauthpresent';

/** Keys of a request that comes through a VPC endpoint, if it is the caller's own. */
const OF_ENDPOINT: ReadonlySet<string> = new Set(['aws:sourcevpc', 'aws:sourcevpce', 'aws:vpcsourceip']);

/** The same, as far as the service that is called supports them. */
const OF_ENDPOINT_OF_SOME: ReadonlySet<string> = new Set([
  'aws:sourcevpcarn',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
]);

const OF_FORWARDED: ReadonlySet<string> = new Set([
  'aws:calledvia',
  'aws:calledviafirst',
  'aws:calledvialast',
]);

/**
 * Whether the requests of a class carry a key, given in lower case.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function presenceIn(
  { sender, byEndpoint, forwarded, withMfa }: RequestClass,
  name: string,
): ReturnType<typeof presenceFor> {
  const presence = presenceFor(name, sender);
  if (presence === 'never') return presence;
  if (name === MFA_AGE) return withMfa ? 'always' : 'never';
  if (name === MFA_PRESENT) return withMfa ? 'always' : 'maybe';
  if (name === 'aws:sourceip') return byEndpoint ? 'never' : 'maybe';
  if (OF_ENDPOINT.has(name)) return byEndpoint && !forwarded ? 'maybe' : 'never';
  if (OF_ENDPOINT_OF_SOME.has(name)) return byEndpoint ? 'maybe' : 'never';
  return OF_FORWARDED.has(name) && !forwarded ? 'never' : presence;
}

/** What a boolean key holds in every request of a class that carries it; undefined where that differs. */
function valueIn({ sender, forwarded, withMfa }: RequestClass, name: string): boolean | undefined {
  if (name === 'aws:principalisawsservice') return sender === 'service';
  if (name === 'aws:viaawsservice') return forwarded;
  return name === MFA_PRESENT ? withMfa : undefined;
}
