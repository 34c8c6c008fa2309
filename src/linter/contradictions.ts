import { accessNotGranted } from '../prover/index.js';
import type { Statement, StatementIn } from '../model/index.js';
import type { KeyCondition } from './key-conditions.js';

/** Keys that follow from who calls: there are more kinds of callers than the prover tries for an identity's policy. */
const OF_CALLERS: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalisawsservice',
  'aws:principaltype',
  'aws:userid',
  'aws:username',
]);

/** An action without a resource and without a Region of its own: only the conditions decide. */
const SCOPE = { actions: ['ec2:DescribeInstances'] };

/**
 * Whether two conditions of a statement on one key contradict each other: a value can meet the first, a value can meet
 * the second, and none can meet both. True only where that is certain.
 */
export function contradictEachOther(
  first: KeyCondition,
  second: KeyCondition,
  { document, statement }: StatementIn,
): boolean {
  if (OF_CALLERS.has(first.name)) return false;
  const verdict = (...conditions: readonly KeyCondition[]) => {
    const allowing: Statement = {
      ...statement,
      effect: 'Allow',
      action: { key: statement.token, negated: true, values: [] },
      resource: undefined,
      principal: undefined,
      conditions,
    };
    return accessNotGranted([{ ...document, type: 'identity-based', statements: [allowing] }], SCOPE).verdict;
  };
  return verdict(first, second) === 'proved' && verdict(first) === 'refuted' && verdict(second) === 'refuted';
}
