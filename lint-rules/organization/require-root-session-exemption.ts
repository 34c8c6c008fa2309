import { defineRule, includesAction, isAboutKey, requires } from '../../src/linter/index.js';

/** Some of what the task policies of AssumeRoot allow. */
const ROOT_TASKS = [
  'iam:CreateLoginProfile',
  'iam:DeactivateMFADevice',
  'iam:DeleteAccessKey',
  'iam:DeleteLoginProfile',
  's3:DeleteBucketPolicy',
  's3:PutBucketPolicy',
  'sqs:SetQueueAttributes',
];

export default defineRule({
  meta: {
    id: 'organization/require-root-session-exemption',
    description: 'Require denies of the root user to leave out central root sessions',
    severity: 'low',
    confidence: 'medium',
    policyTypes: ['service-control'],
    remediation: 'Add "Null": { "aws:AssumedRoot": "true" } to the conditions.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html#id_root-user-access-management',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-assumedroot',
    ],
    messages: {
      denied:
        'This Deny of root users also stops the sessions of sts:AssumeRoot. With them the management account unlocks a bucket or removes root credentials in a member account.',
    },
  },
  *checkStatement(statement, document, { finding }) {
    const { effect, action, conditions } = statement;
    if (effect !== 'Deny' || !ROOT_TASKS.some((task) => includesAction(action, task))) return;
    const onRoot = conditions.find((one) =>
      requires({ ...statement, conditions: [one] }, 'aws:PrincipalArn', isRoot),
    );
    if (onRoot === undefined || conditions.some((one) => isAboutKey(one, 'aws:AssumedRoot'))) return;
    yield finding('denied', { at: onRoot.key, document });
  },
});

function isRoot(principal: string): boolean {
  return principal.endsWith(':root');
}
