import { defineRule, hasUsers, includesAction, isFlag, isOwnText } from '../../src/linter/index.js';
import { grantOf, isEveryAction, isEveryResource } from '../../src/graph/index.js';
import type { Statement } from '../../src/model/index.js';

const PRESENT = 'aws:MultiFactorAuthPresent';
/** Without these a user without a device can never have one. */
const ENROLMENT = ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice'];

export default defineRule({
  meta: {
    id: 'deny/require-mfa-enrolment',
    description: 'Require denies of everything without MFA to leave users the way to MFA',
    severity: 'medium',
    confidence: 'medium',
    policyTypes: ['identity-based', 'permissions-boundary', 'service-control'],
    remediation:
      'Write NotAction with iam:CreateVirtualMFADevice, iam:EnableMFADevice, iam:ListMFADevices, iam:ListVirtualMFADevices, iam:ResyncMFADevice and iam:GetUser.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_enable_virtual.html',
    ],
    messages: {
      denied:
        'A user without MFA can never set it up by itself: this deny takes {actions} away for want of MFA.',
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    const { effect, action, conditions } = statement;
    if (effect !== 'Deny' || !isOwnText(document, graph) || !reachesEverything(statement)) return;
    const isWithoutMfa =
      conditions.length === 1 && conditions.every((one) => isFlag(one, PRESENT, 'false', true));
    const denied = ENROLMENT.filter((one) => includesAction(action, one));
    const at = action?.negated ? action.key : action?.values[0];
    if (!isWithoutMfa || denied.length === 0 || at === undefined || !hasUsers(graph, document)) return;
    yield finding('denied', { at, document, data: { actions: denied.join(' and ') } });
  },
});

/** Every action, or all but some, on every resource: what is narrower leaves the way by another statement. */
function reachesEverything(statement: Statement): boolean {
  const { action, resource } = grantOf(statement);
  return (
    (action.negated || action.values.some(isEveryAction)) &&
    !resource.negated &&
    resource.values.some(isEveryResource)
  );
}
