import { abilityOn, administratorsOf, defineEscalation, wayTo } from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'escalation/no-credentials-of-administrators',
    description: 'Disallow principals who can make credentials for an administrator',
    severity: 'critical',
    confidence: 'high',
    remediation:
      'Limit the action to the own user, arn:aws:iam::*:user/${aws:username}, or to a path without administrators.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html',
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateLoginProfile.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_iam_credentials_console.html',
    ],
    messages: {
      principal: "The {kind} '{name}' can sign in as {targets}, who administers the account, by {actions}.",
      alone: "'{policy}' lets whoever has it sign in as any user, an administrator among them, by {actions}.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  waysOf: (graph, entity) =>
    administratorsOf(graph, entity.account)
      .filter(({ kind }) => kind === 'user')
      .flatMap((user) =>
        SIGNING_IN.flatMap((action) => wayTo(`'${user.name}'`, abilityOn(graph, entity, action, user))),
      ),
});

const SIGNING_IN = ['iam:CreateAccessKey', 'iam:CreateLoginProfile', 'iam:UpdateLoginProfile'] as const;
