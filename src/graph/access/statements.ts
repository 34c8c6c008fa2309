import type {
  AccessCondition,
  AccessStatement,
  PolicyDocument,
  Statement,
  StatementTrace,
} from '../../model/index.js';
import type { RequestPolicies } from '../request-policies.js';

/** A statement as an answer refers to it, and how its policy reaches the principal. */
export function accessStatement(
  document: PolicyDocument,
  statement: Statement,
  bearing?: RequestPolicies,
): AccessStatement {
  const attachedTo = bearing && attachmentOf(bearing, document);
  return {
    policyType: document.type,
    policy: document.name,
    owner: document.owner,
    ...(attachedTo !== undefined && { attachedTo }),
    index: statement.index,
    ...(statement.sid && { sid: statement.sid.value }),
    effect: statement.effect,
    get location() {
      return statement.token.location;
    },
  };
}

/** Tells statements, and the ways by which they reach a principal, apart. */
export function statementKey({ policyType, owner, policy, attachedTo, index }: AccessStatement): string {
  return JSON.stringify([policyType, owner, policy, attachedTo, index]);
}

/** The group or the place in the organization by which a document reaches the principal; undefined for the others. */
function attachmentOf(bearing: RequestPolicies, document: PolicyDocument): string | undefined {
  const reaching = bearing.reaching.find((policy) => policy.document === document);
  if (reaching) return reaching.via[1];
  const levels = document.type === 'service-control' ? bearing.serviceControl : bearing.resourceControl;
  return levels.find(({ documents }) => documents.includes(document))?.target;
}

/** What of a statement that may apply is not known. */
export function openConditions(
  bearing: RequestPolicies,
  { document, statement, conditions, unknownKeys }: StatementTrace,
): readonly AccessCondition[] {
  const reference = accessStatement(document, statement, bearing);
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
