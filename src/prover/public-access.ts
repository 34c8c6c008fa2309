import {
  compile,
  documentsPermit,
  parseAddressBlock,
  parseOperator,
  type CompiledStatement,
} from '../evaluator/index.js';
import type { Claim, PolicyDocument, Requester } from '../model/index.js';
import { CALLER_KEYS } from './caller-keys.js';
import { answer } from './claims.js';
import type { KeyOption, KeyOptions } from './context-keys.js';
import { listOf } from './list-of.js';
import { patternMatches, wildcardPattern } from './pattern.js';
import { requestersFor, STRANGER } from './requesters.js';
import { partitionsOf, TEXT_BUDGET } from './search.js';

/**
 * `plain`: somebody whom nothing in the policy singles out can be allowed something. `s3`: what S3's Block Public
 * Access calls public, which does not look at denials, and takes a value with a wildcard for no limit.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export type PublicMeaning = 'plain' | 's3';

/** Claims that a resource-based policy allows a stranger nothing. */
export function notPublic(policy: PolicyDocument, meaning: PublicMeaning = 'plain'): Claim {
  const judged =
    meaning === 'plain'
      ? policy
      : { ...policy, statements: policy.statements.filter(({ effect }) => effect === 'Allow') };
  const { statements } = compile(judged);
  return answer(
    {
      documents: [judged],
      judge: (request) => documentsPermit(request, [judged]),
      requesters: strangersTo(judged, statements),
      canHold: (key, option) => canStrangerHold(key, option, statements, meaning),
    },
    { documents: [judged], context: {} },
  );
}

/** Requesters of accounts that the policy does not name, services that it does not name, and somebody anonymous. */
function strangersTo(policy: PolicyDocument, statements: readonly CompiledStatement[]): readonly Requester[] {
  const [partition] = partitionsOf({ documents: [policy] });
  const named = new Set(
    policy.statements.flatMap(({ principal }) =>
      listOf(principal).flatMap(({ values }) => values.map(({ token }) => token.value)),
    ),
  );
  return requestersFor(statements, partition, STRANGER, { left: TEXT_BUDGET }).requesters.filter(
    (requester) => {
      switch (requester.kind) {
        case 'user':
        case 'role':
          return requester.arn.includes(`::${STRANGER}:`);
        case 'service':
          return !named.has(requester.service);
        case 'anonymous':
          return true;
        default:
          return false;
      }
    },
  );
}

/** Nobody has a value at will by which a policy tells its callers apart. */
function canStrangerHold(
  { key }: KeyOptions,
  option: KeyOption,
  statements: readonly CompiledStatement[],
  meaning: PublicMeaning,
): boolean {
  const [, callerKey] = [...CALLER_KEYS].find(([name]) => name.toLowerCase() === key) ?? [];
  if (callerKey === undefined || option === 'absent') return true;
  const names = meaning === 's3' ? callerKey.fixed : callerKey.pattern;
  const conditions = statements.flatMap(({ terms }) =>
    terms.conditions.filter((condition) => condition.key === key),
  );
  return !conditions.some(({ condition }) => {
    const { base } = parseOperator(condition.operator.value);
    const isPattern = base.endsWith('like') || base.startsWith('arn');
    return condition.values.some(
      ({ value }) => names(value, isPattern) && option.some((own) => isWithin(own, value)),
    );
  });
}

function isWithin(value: string, written: string): boolean {
  const [own, block] = [parseAddressBlock(value), parseAddressBlock(written)];
  if (own && block)
    return own.bits >> BigInt(128 - block.prefix) === block.bits >> BigInt(128 - block.prefix);
  return patternMatches(wildcardPattern(written), value);
}
