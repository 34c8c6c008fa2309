import { accountNamedBy, parseArn, type PrincipalElement } from '../../src/model/index.js';
import { defineRule } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'deny/no-incomplete-not-principal',
    description: 'Disallow a Deny with NotPrincipal that hits the very principals it exempts',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['resource-based'],
    remediation:
      'Write Principal "*" with the condition ArnNotEquals on aws:PrincipalArn, which needs neither the account nor the session.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
    ],
    messages: {
      account:
        "'{principal}' is denied all the same: NotPrincipal names it without its account '{account}', and everybody of an account is denied with the account.",
      session:
        "The sessions of '{principal}' are denied all the same: NotPrincipal names the role and none of its sessions.",
      boundary:
        "'{principal}' is denied all the same: it has a permissions boundary, and a Deny with NotPrincipal always hits a principal with one.",
    },
  },
  *checkStatement({ effect, principal }, document, { graph, finding }) {
    if (effect !== 'Deny' || !principal?.negated) return;
    const named = namesOf(principal);
    for (const { kind, token: at } of principal.values) {
      const arn = kind === 'AWS' ? parseArn(at.value) : undefined;
      if (arn?.service !== 'iam' || accountNamedBy(at.value) !== undefined) continue;
      const { account, resource, partition } = arn;
      const data = { principal: at.value, account: `arn:${partition}:iam::${account}:root` };
      const role = resource.startsWith('role/') ? resource.slice(resource.lastIndexOf('/') + 1) : undefined;
      const session = `arn:${partition}:sts::${account}:assumed-role/${role ?? ''}/`;
      if (graph.entity(at.value)?.permissionsBoundary !== undefined) {
        yield finding('boundary', { at, document, data });
      } else if (!named.has(account)) {
        yield finding('account', { at, document, data });
      } else if (role !== undefined && ![...named].some((name) => name.startsWith(session))) {
        yield finding('session', { at, document, data });
      }
    }
  },
});

/** Accounts by their ids, all others as written. */
function namesOf({ values }: PrincipalElement): ReadonlySet<string> {
  return new Set(values.map(({ token }) => accountNamedBy(token.value) ?? token.value));
}
