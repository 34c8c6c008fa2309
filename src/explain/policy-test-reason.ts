import {
  POLICY_TYPE_NAMES,
  type Assumption,
  type ConditionTrace,
  type Evaluation,
  type LayerTrace,
  type PolicyDocument,
  type PolicyType,
  type PolicyTestCase,
  type StatementTrace,
} from '../model/index.js';
import { enumeration } from './denial/denial-words.js';

/** Why a decision came about that the case does not expect: one sentence that names the policy and its statement. */
export function reasonFor({ expect }: PolicyTestCase, evaluation: Evaluation): string {
  const { decision, possible, assumptions, trace } = evaluation;
  if (possible.length > 1)
    return `The decision depends on what is not known: ${enumeration(assumptions.map(unknown))}.`;
  const almost = expect.includes('explicitDeny') ? almostApplying(trace, 'Deny') : [];
  switch (decision) {
    case 'explicitDeny':
      return sentence(denials(trace));
    case 'implicitDeny':
      return sentence([...trace.flatMap(blocker), ...almost]);
    case 'allowed':
      return sentence([...trace.flatMap(allowance), ...almost]);
  }
}

function sentence(clauses: readonly string[]): string {
  const text = clauses.join('; ');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

function unknown({ kind, key }: Assumption): string {
  return kind === 'contextKey' ? `the context key '${key}'` : `the ${POLICY_TYPE_NAMES[key as PolicyType]}`;
}

function denials(trace: readonly LayerTrace[]): readonly string[] {
  const [first, ...others] = trace.flatMap(({ statements }) => applying(statements, 'Deny'));
  if (first === undefined) return [];
  const more =
    others.length === 0 ? '' : `, and so ${others.length === 1 ? 'does 1 more' : `do ${others.length} more`}`;
  return [`${place(first)} denies it${more}`];
}

/** Why a layer stops the request without denying it. */
function blocker(layer: LayerTrace): readonly string[] {
  if (layer.outcome !== 'implicitDeny') return [];
  switch (layer.reason) {
    case 'crossPartition':
      return ['no policy reaches from one partition into another'];
    case 'rootUserAssumesNoRole':
      return ['STS lets no root user assume a role'];
    case 'noSessionPolicy':
      return ['a federated user has no permissions without a session policy'];
    case 'accountNotEnabled':
      return [`the ${POLICY_TYPE_NAMES[layer.policyType]} names neither the principal nor its account`];
    case 'noPolicies':
      return ['the resource has no policy that lets the principal in'];
    default:
      return [noAllow(layer), ...almostApplying([layer], 'Allow')];
  }
}

function noAllow({ policyType, level }: LayerTrace): string {
  const name = POLICY_TYPE_NAMES[policyType];
  if (!isOneOfMany(policyType)) return `the ${name} does not allow it`;
  return `no ${name}${level === undefined ? '' : ` ${placeOfLevel(level)}`} allows it`;
}

function placeOfLevel(level: number): string {
  if (level === 0) return 'at the root';
  return `${level} ${level === 1 ? 'level' : 'levels'} below the root`;
}

/** What allows the request, of the layers that grant; the others only do not take it away. */
function allowance({ policyType, reason, statements }: LayerTrace): readonly string[] {
  if (reason === 'noPermissionNeeded') return ['STS asks for no permission'];
  if (reason === 'rootUser') return ["the account's root user has every permission without a policy"];
  const grants =
    policyType === 'identity-based' || policyType === 'resource-based' || policyType === 'role-trust';
  const [first] = grants && reason === 'allowedByStatement' ? applying(statements, 'Allow') : [];
  return first ? [`${place(first)} allows it`] : [];
}

function applying(
  statements: readonly StatementTrace[],
  effect: 'Allow' | 'Deny',
): readonly StatementTrace[] {
  return statements.filter(({ statement, applies }) => statement.effect === effect && applies === 'true');
}

/** The first statement that only a condition keeps from applying. */
function almostApplying(trace: readonly LayerTrace[], effect: 'Allow' | 'Deny'): readonly string[] {
  const found = trace
    .flatMap(({ statements }) => statements)
    .find(({ statement, reason }) => statement.effect === effect && reason === 'conditionNotMet');
  const condition = found?.conditions.find(({ result }) => result === 'false');
  return found && condition
    ? [`${place(found)} would ${effect === 'Allow' ? 'allow' : 'deny'} it, but ${unmet(condition)}`]
    : [];
}

function unmet({ condition: { operator, key }, values }: ConditionTrace): string {
  const held = values === undefined ? 'no such key' : enumeration(values.map(quoted));
  return `its ${operator.value} on '${key.value}' does not hold: the request has ${held}`;
}

function quoted(text: string): string {
  return `'${text}'`;
}

/** `statement 'Sid' of the permissions boundary (cases.yaml:12)` */
function place({ document, statement }: StatementTrace): string {
  const { source, span } = statement.token.location;
  const name = statement.sid ? quoted(statement.sid.value) : String(statement.index + 1);
  return `statement ${name} of the ${policyName(document)} (${source}:${span.start.line})`;
}

function policyName({ type, name }: PolicyDocument): string {
  return isOneOfMany(type) ? `${POLICY_TYPE_NAMES[type]} ${quoted(name)}` : POLICY_TYPE_NAMES[type];
}

function isOneOfMany(type: PolicyType): boolean {
  return (
    type === 'identity-based' ||
    type === 'session' ||
    type === 'service-control' ||
    type === 'resource-control'
  );
}
