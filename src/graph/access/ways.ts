import { evaluate } from '../../evaluator/index.js';
import type {
  AccessCondition,
  AccessMeans,
  AccessWay,
  ApplicablePolicies,
  Certainty,
  Evaluation,
  LayerTrace,
  PolicyDocument,
  PolicyType,
  StatementTrace,
} from '../../model/index.js';
import type { RequestPolicies } from '../request-policies.js';
import { accessStatement, attachmentOf } from './statements.js';

/**
 * The ways by which a principal has the access itself, without assuming a role: by its own policies, by the
 * resource's, or by both together. Empty where it is denied, and where nothing that was read allows it while what
 * may was not read.
 */
export function directWays(bearing: RequestPolicies): readonly AccessWay[] {
  const { policies } = bearing;
  const whole = wayBy(bearing, policies);
  if (whole?.how !== 'identityAndResource') return whole ? [whole] : [];
  // Each side alone may be enough.
  const alone = [
    wayBy(bearing, { ...policies, ...(policies.resource && { resource: deniesOf(policies.resource) }) }),
    wayBy(bearing, { ...policies, identity: policies.identity.map(deniesOf) }),
  ].filter((way) => way !== undefined);
  return alone.length > 0 ? alone : [whole];
}

function deniesOf(document: PolicyDocument): PolicyDocument {
  return { ...document, statements: document.statements.filter(({ effect }) => effect === 'Deny') };
}

function wayBy(bearing: RequestPolicies, policies: ApplicablePolicies): AccessWay | undefined {
  const evaluation = evaluate(bearing.request, policies);
  if (!evaluation.possible.includes('allowed')) return undefined;
  const layer = (...types: readonly PolicyType[]) =>
    evaluation.trace.find(({ policyType }) => types.includes(policyType));
  const identity = layer('identity-based');
  const byIdentity = allowing(identity);
  const byResource = allowing(layer('resource-based', 'role-trust'));
  const isUnread = policies.unknownTypes?.includes('identity-based') ?? false;
  const how = means(
    identity?.reason === 'rootUser',
    byIdentity.length > 0 || isUnread,
    byResource.length > 0,
  );
  if (how === undefined) return undefined;
  const certainty = certaintyOf(evaluation);
  return {
    how,
    certainty,
    statements: [...byIdentity, ...byResource].map(({ document, statement }) =>
      accessStatement(document, statement, attachmentOf(bearing, document)),
    ),
    roles: [],
    conditions: certainty === 'certain' ? [] : conditionsOf(bearing, evaluation.trace),
    unread: unreadTypes(evaluation),
  };
}

/** By what the access is given; undefined where nothing that was read gives it. */
function means(isRoot: boolean, byIdentity: boolean, byResource: boolean): AccessMeans | undefined {
  if (isRoot) return byResource ? 'identityAndResource' : 'rootUser';
  if (byIdentity) return byResource ? 'identityAndResource' : 'identity';
  return byResource ? 'resource' : undefined;
}

/** The Allows that apply; where none does for certain, those that may. */
export function allowing(layer: LayerTrace | undefined): readonly StatementTrace[] {
  const allows = (layer?.statements ?? []).filter(({ statement }) => statement.effect === 'Allow');
  const certain = allows.filter(({ applies }) => applies === 'true');
  return certain.length > 0 ? certain : allows.filter(({ applies }) => applies === 'unknown');
}

function certaintyOf({ possible, assumptions }: Evaluation): Certainty {
  if (possible.length === 1) return 'certain';
  return assumptions.some(({ kind, key }) => kind === 'policyType' || key === 'aws:ResourceAccount')
    ? 'undecided'
    : 'conditional';
}

function unreadTypes({ assumptions }: Evaluation): readonly PolicyType[] {
  return assumptions.flatMap(({ kind, key }) => (kind === 'policyType' ? [key as PolicyType] : []));
}

/** What has to hold, or must not, of what is not known: of the statements that decide in each layer. */
export function conditionsOf(
  bearing: RequestPolicies,
  layers: readonly LayerTrace[],
): readonly AccessCondition[] {
  return layers
    .filter(({ outcome }) => outcome === 'unknown')
    .flatMap((layer) => [
      ...layer.statements.filter(({ statement }) => statement.effect === 'Deny'),
      ...allowing(layer),
    ])
    .filter(({ applies }) => applies === 'unknown')
    .flatMap((trace) => openConditions(bearing, trace));
}

function openConditions(
  bearing: RequestPolicies,
  { document, statement, conditions, unknownKeys }: StatementTrace,
): readonly AccessCondition[] {
  const reference = accessStatement(document, statement, attachmentOf(bearing, document));
  const open = conditions.filter(({ result }) => result === 'unknown');
  const named = new Set(open.map(({ condition }) => condition.key.value.toLowerCase()));
  const elsewhere = unknownKeys.filter((key) => !named.has(key.toLowerCase()));
  return [
    ...open.map(({ condition }) => ({
      statement: reference,
      operator: condition.operator.value,
      key: condition.key.value,
      values: condition.values.map(({ value }) => value),
    })),
    ...elsewhere.map((key) => ({ statement: reference, key, values: [] })),
  ];
}
