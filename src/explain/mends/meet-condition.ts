import type { ConditionTrace, StatementTrace } from '../../model/index.js';
import type { Obstacle } from '../answer/blockers.js';
import { nearMisses } from '../answer/near-misses.js';
import { withContext } from '../answer/situation.js';
import type { Candidate } from './candidate.js';

/** So many values of a list are tried and named. */
const MOST_VALUES = 3;

type Context = Readonly<Record<string, readonly string[]>>;

/** The same request made otherwise, so that a deny spares it or an Allow covers it: no policy changes. */
export function meetCondition(obstacle: Obstacle): readonly Candidate[] {
  switch (obstacle.kind) {
    case 'deny':
      return obstacle.deny.conditions.flatMap((condition) => oneByOne(condition));
    case 'noAllow':
      return nearMisses(obstacle.layer.statements).flatMap(allAtOnce);
    default:
      return [];
  }
}

/** The same for an Allow that applies only under a condition, where nothing else is in the way. */
export function meetOpenConditions(statements: readonly StatementTrace[]): readonly Candidate[] {
  return statements
    .filter(({ applies }) => applies === 'unknown')
    .flatMap(({ statement, conditions }) =>
      statement.effect === 'Deny'
        ? conditions.flatMap((condition) => oneByOne(condition))
        : allAtOnce({ conditions }),
    );
}

/** A Deny is off as soon as one of its conditions is not met. */
function oneByOne(condition: ConditionTrace): readonly Candidate[] {
  return valuesFor(condition).map((value) => candidate([[condition, value]]));
}

/** An Allow is on where all of its conditions are met. */
function allAtOnce({ conditions }: Pick<StatementTrace, 'conditions'>): readonly Candidate[] {
  const open = conditions.filter(({ result }) => result !== 'true');
  const chosen = open.flatMap((condition): readonly [ConditionTrace, string][] => {
    const [value] = valuesFor(condition);
    return value === undefined ? [] : [[condition, value]];
  });
  return open.length > 0 && chosen.length === open.length ? [candidate(chosen)] : [];
}

function valuesFor({ condition }: ConditionTrace): readonly string[] {
  if (!isChosenByCaller(condition.key.value)) return [];
  const values = condition.values.map(({ value }) => value).filter((value) => !/[*?$]/.test(value));
  if (SAFETY_KEYS.has(condition.key.value.toLowerCase())) return ['true'];
  const isBool = condition.operator.value.toLowerCase().includes('bool');
  return isBool ? ['true', 'false'] : values.slice(0, MOST_VALUES);
}

/** Nobody is told to do without them. */
const SAFETY_KEYS: ReadonlySet<string> = new Set(['aws:multifactorauthpresent', 'aws:securetransport']);

const CHOSEN_GLOBAL_KEYS: ReadonlySet<string> = new Set([
  'aws:multifactorauthpresent',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:sourceidentity',
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpce',
]);

/** Whether the key says how the request is made, and not who makes it or on what. */
function isChosenByCaller(key: string): boolean {
  const name = key.toLowerCase();
  if (name.startsWith('aws:')) return CHOSEN_GLOBAL_KEYS.has(name) || name.startsWith('aws:requesttag/');
  const [service = ''] = name.split(':', 1);
  return (
    !service.includes('.') &&
    service !== 'saml' &&
    !/resourcetag|existingobjecttag|dataaccesspoint/.test(name)
  );
}

function candidate(chosen: readonly (readonly [ConditionTrace, string])[]): Candidate {
  const context: Context = Object.fromEntries(
    chosen.map(([{ condition }, value]) => [condition.key.value, [value.replace(/\/\d+$/, '')]]),
  );
  return {
    kind: 'meetCondition',
    text: `${chosen.map(([{ condition }, value]) => instruction(condition.key.value, value)).join(' ')} No policy changes.`,
    statements: [],
    apply: (needs) => needs.map((need) => withContext(need, context)),
  };
}

function instruction(key: string, value: string): string {
  switch (key.toLowerCase()) {
    case 'aws:multifactorauthpresent':
      return 'Sign in with MFA. With an access key: `aws sts get-session-token --serial-number DEVICE --token-code CODE`, and then use what it returns.';
    case 'aws:sourcevpce':
      return `Send the request through the VPC endpoint ${value}.`;
    case 'aws:sourcevpc':
      return `Send the request from the VPC ${value}, through an endpoint in it.`;
    case 'aws:sourceip':
      return `Send the request from an address in ${value}.`;
    case 'aws:requestedregion':
      return `Make the request in the Region ${value}.`;
    case 'aws:securetransport':
      return 'Send the request over TLS.';
    case 'sts:externalid':
      return `Pass the external ID '${value}' when assuming the role.`;
    case 'iam:passedtoservice':
      return `Pass the role to ${value}.`;
    default:
      return key.toLowerCase().startsWith('aws:requesttag/')
        ? `Give the tag ${key.slice(key.indexOf('/') + 1)} the value '${value}' in the request.`
        : `Make the request with ${key} '${value}'.`;
  }
}
