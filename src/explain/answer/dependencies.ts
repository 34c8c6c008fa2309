import { accountOf } from '../../graph/index.js';
import { evaluate } from '../../evaluator/index.js';
import {
  listing,
  parseArn,
  type ConditionTrace,
  type Dependency,
  type Evaluation,
  type KeyOutcome,
  type LayerTrace,
  type PolicyType,
} from '../../model/index.js';
import { judge, withContext, type Situation } from './situation.js';
import { accountName, decisionName, policyTypes, shortName } from './words.js';

/** So many values of a condition key are tried; a list of hundreds would tell nobody anything. */
const MOST_VALUES = 6;

/** What the decision depends on, and what was taken for granted in it. */
export function dependenciesOf(situation: Situation, evaluation: Evaluation): readonly Dependency[] {
  return [
    ...evaluation.assumptions.map(({ kind, key }): Dependency => {
      if (kind === 'policyType') return unreadType(situation, key as PolicyType);
      const outcomes = outcomesOf(situation, evaluation.trace, key);
      return { kind, key, text: contextText(situation, evaluation.trace, key, outcomes), outcomes };
    }),
    ...presumptions(situation, evaluation),
    ...objectOwner(situation, evaluation),
  ];
}

/** What the decision would be for each value of a key that some condition names, for any other, and without the key. */
function outcomesOf(situation: Situation, trace: readonly LayerTrace[], key: string): readonly KeyOutcome[] {
  const named = [...new Set(conditionValues(trace, key))].slice(0, MOST_VALUES);
  const isBool = named.length > 0 && named.every((value) => /^(true|false)$/i.test(value));
  const decide = (values: readonly string[]) => judge(withContext(situation, { [key]: values })).possible;
  return [
    ...(isBool ? ['true', 'false'] : named).map((value) => ({
      value,
      when: 'value' as const,
      possible: decide([value]),
    })),
    ...(isBool ? [] : [{ when: 'otherValue' as const, possible: decide([otherThan(named)]) }]),
    { when: 'absent', possible: decide([]) },
  ];
}

/** A value of the same kind that no condition names. */
function otherThan(values: readonly string[]): string {
  const isAddress = values.some((value) => /^\d+\.\d+\.\d+\.\d+$/.test(value));
  return isAddress ? '192.0.2.1' : 'iamlint-any-other-value';
}

/** The values that conditions compare a key with, as far as a request can hold them. */
function conditionValues(trace: readonly LayerTrace[], key: string): readonly string[] {
  return conditionsOn(trace, key)
    .filter(({ condition }) => condition.operator.value.toLowerCase() !== 'null')
    .flatMap(({ condition }) => condition.values.map(({ value }) => value))
    .filter((value) => !/[*?$]/.test(value))
    .map((value) => value.replace(/\/\d+$/, ''));
}

function conditionsOn(trace: readonly LayerTrace[], key: string): readonly ConditionTrace[] {
  return trace
    .flatMap(({ statements }) => statements)
    .flatMap(({ conditions }) => conditions)
    .filter(({ condition }) => condition.key.value.toLowerCase() === key.toLowerCase());
}

/** `allowed where it is 'true', explicit deny where it is 'false' or not in the request`. */
function outcomesText(outcomes: readonly KeyOutcome[]): string {
  const groups = new Map<string, KeyOutcome[]>();
  for (const outcome of outcomes) {
    const decisions = outcome.possible.map(decisionName).join(' or ');
    groups.set(decisions, [...(groups.get(decisions) ?? []), outcome]);
  }
  return [...groups].map(([decisions, cases]) => `${decisions} where it is ${casesText(cases)}`).join(', ');
}

/** `'false' or not in the request`. */
export function casesText(outcomes: readonly KeyOutcome[]): string {
  const texts = outcomes.map(({ when, value = '' }) => CASES[when](value));
  const last = texts.pop() ?? '';
  return texts.length === 0 ? last : `${texts.join(', ')} or ${last}`;
}

const CASES: Readonly<Record<KeyOutcome['when'], (value: string) => string>> = {
  value: (value) => `'${value}'`,
  otherValue: () => 'anything else',
  absent: () => 'not in the request',
};

/**
 * Which requests hold a key.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const HINTS: Readonly<Record<string, string>> = {
  'aws:multifactorauthpresent': 'A request that is signed with a long-term access key never holds it.',
  'aws:sourceip': 'A request through a VPC endpoint does not hold it.',
  'aws:sourcevpc': 'Only a request through a VPC endpoint holds it, and none of the console.',
  'aws:sourcevpce': 'Only a request through a VPC endpoint holds it, and none of the console.',
};

function contextText(
  { bearing }: Situation,
  trace: readonly LayerTrace[],
  key: string,
  outcomes: readonly KeyOutcome[],
): string {
  if (key === 'aws:ResourceAccount' && bearing.resourceAccount === undefined)
    return 'It depends on the account that owns the resource. Give it with --resource-account.';
  const hint = keyHint(key);
  if (isDecisive(outcomes)) return `It depends on ${key}: ${outcomesText(outcomes)}.${hint}`;
  const tests = [...new Set(conditionsOn(trace, key).map(testText))];
  return tests.length === 0
    ? `It depends on ${key}.${hint}`
    : `It depends on ${key}, which is compared by ${listing(tests, 2)}.${hint}`;
}

/** Whether each value of the key alone leads to one decision, and not all to the same one. */
export function isDecisive(outcomes: readonly KeyOutcome[]): boolean {
  const decisions = new Set(outcomes.flatMap(({ possible }) => possible));
  return outcomes.every(({ possible }) => possible.length === 1) && decisions.size > 1;
}

function testText({ condition: { operator, values } }: ConditionTrace): string {
  return `${operator.value} with ${listing(values.map(({ value }) => `'${value}'`))}`;
}

/** A word on which requests hold the key, behind a space. */
export function keyHint(key: string): string {
  const hint = HINTS[key.toLowerCase()];
  return hint === undefined ? '' : ` ${hint}`;
}

function unreadType(situation: Situation, type: PolicyType): Dependency {
  return { kind: 'policyType', key: type, text: unreadText(situation, type), outcomes: [] };
}

/** What was not read, in words that say where it would have been. */
function unreadText({ graph, bearing, request }: Situation, type: PolicyType): string {
  const account = accountOf(request.principal);
  const isForeign = account !== undefined && graph.account(account) === undefined;
  switch (type) {
    case 'service-control':
    case 'resource-control':
      return graph.organization === undefined
        ? `The organization was not read, and ${policyTypes(type)} in it could deny the request.`
        : `The ${policyTypes(type)} were not read in full, and one of them could deny the request.`;
    case 'identity-based':
    case 'permissions-boundary':
      return isForeign
        ? `The policies of the principal itself were not read: ${accountName(graph, account)} is not in the snapshot.`
        : `The ${policyTypes(type)} of the principal were not read in full.`;
    case 'role-trust':
      return `The role trust policy of ${shortName(request.resource)} was not read.`;
    case 'resource-based':
      return bearing.resourceAccount === undefined && parseArn(request.resource)?.service === 's3'
        ? `The bucket of ${request.resource} is in none of the accounts that were read, and neither its policy nor its account is known.`
        : `The policy of ${request.resource} itself, if it has one, was not read.`;
    default:
      return `The ${policyTypes(type)} were not read.`;
  }
}

/** What was taken for granted and would make a difference. */
function presumptions(situation: Situation, evaluation: Evaluation): readonly Dependency[] {
  const { request, policies } = situation;
  return situation.presumed.flatMap((key): readonly Dependency[] => {
    const { [key]: value, ...context } = request.context;
    const without = evaluate({ ...request, context }, policies);
    if (without.possible.length === evaluation.possible.length) return [];
    const text = PRESUMPTIONS[key] ?? `${key} is taken to be ${listing(value ?? [])}.`;
    return [{ kind: 'presumed', key, text, outcomes: [] }];
  });
}

const PRESUMPTIONS: Readonly<Record<string, string>> = {
  'aws:SecureTransport':
    'The request is taken to be encrypted, as the CLI and the SDKs make it (aws:SecureTransport is true).',
  'aws:ViaAWSService':
    'The principal is taken to make the request itself, and no service on its behalf (aws:ViaAWSService is false).',
};

/**
 * The bucket policy and the policies of the bucket's account are about the objects of that account. With access
 * control lists on, an object may be another's.
 */
function objectOwner({ graph, bucket, request }: Situation, { possible }: Evaluation): readonly Dependency[] {
  const isObject = bucket !== undefined && request.resource.startsWith(`${bucket.arn}/`);
  if (!isObject || !possible.includes('allowed') || !mayHaveForeignObjects(bucket.detail.ObjectOwnership))
    return [];
  if (request.action === 's3:PutObject') return [];
  const account = accountName(graph, bucket.account);
  return [
    {
      kind: 'objectOwner',
      key: bucket.account,
      text: `This is so for objects that belong to ${account}. One that another account wrote belongs to that account, and then only the object's own access control list lets anybody in.`,
      outcomes: [],
    },
  ];
}

function mayHaveForeignObjects(ownership: string | null | undefined): boolean {
  return ownership !== undefined && ownership !== 'BucketOwnerEnforced';
}
