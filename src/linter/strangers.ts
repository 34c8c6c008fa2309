import type { PolicyGraph } from '../graph/index.js';
import { isFixed, type AcceptsValue } from '../prover/index.js';
import { isAccountId, parseArn } from '../model/index.js';
import type { Condition, PolicyDocument, Statement, Token } from '../model/index.js';
import { isAwsAccount } from './aws-accounts.js';
import { deniesAllBut, deniesOn } from './callers.js';
import { isFlag, requires, spares } from './requirements.js';

/** A principal of an account that nothing vouches for. */
export interface Stranger {
  readonly token: Token;
  readonly account: string;
  /** False where the organization could not be read: the account may belong to it. */
  readonly certain: boolean;
}

/**
 * The principals of an Allow, accounts as a whole among them, that belong neither to the document's account, nor
 * to its organization, nor to those that the configuration trusts. None for a document that belongs to no account:
 * nobody knows who is a stranger there.
 */
export function strangersIn(
  statement: Statement,
  document: PolicyDocument,
  { graph, trustedAccounts }: { readonly graph: PolicyGraph; readonly trustedAccounts: ReadonlySet<string> },
): readonly Stranger[] {
  const { effect, principal } = statement;
  if (effect !== 'Allow' || !principal || principal.negated || graph.accountOf(document) === '') return [];
  if (ORGANIZATION_KEYS.some((key) => requires(statement, key, isOf(graph)))) return [];
  return principal.values.flatMap(({ kind, token }) => {
    const account = isAccountId(token.value) ? token.value : (parseArn(token.value)?.account ?? '');
    if (kind !== 'AWS' || !isAccountId(account)) return [];
    if (graph.isOwnAccount(account) || trustedAccounts.has(account) || isAwsAccount(account)) return [];
    const isDenied = deniesOn(graph, document).some((deny) =>
      deniesAllBut(deny, statement, (condition) => meets(account, condition, graph)),
    );
    return isDenied ? [] : [{ token, account, certain: graph.organization !== undefined }];
  });
}

const ORGANIZATION_KEYS = ['aws:PrincipalOrgID', 'aws:PrincipalOrgPaths'];

/** Values that mean the organization of the audited accounts: its id, or a path below it. */
function isOf({ organization }: PolicyGraph): AcceptsValue {
  return (value) => organization?.detail.Id === value.split('/')[0];
}

/** Whether a condition of a Deny is met by whoever belongs to an account outside the organization. */
function meets(account: string, condition: Condition, graph: PolicyGraph): boolean {
  const isOther: AcceptsValue = (value, pattern) => isFixed(value, pattern) && value !== account;
  return (
    isFlag(condition, 'aws:PrincipalIsAWSService', 'false', true) ||
    spares(condition, 'aws:PrincipalAccount', isOther) ||
    ORGANIZATION_KEYS.some((key) => spares(condition, key, isOf(graph)))
  );
}
