import {
  abilityOn,
  administratorsOf,
  defineRule,
  escalationAlone,
  escalationOf,
  type FindWays,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'escalation/no-credentials-of-administrators',
    description: 'Disallow principals who can make credentials for an administrator',
    severity: 'critical',
    confidence: 'high',
    policyTypes: ['identity-based'],
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
  *checkPrincipal(entity, { graph, finding }) {
    const found = escalationOf(graph, entity, waysOf);
    if (found === undefined) return;
    const { arn: subject, kind, name } = entity;
    yield finding('principal', {
      ...found,
      subject,
      data: { kind, name, actions: found.actions, targets: found.targets },
    });
  },
  *checkDocument(document, { graph, finding }) {
    const found = escalationAlone(graph, document, waysOf);
    if (found) yield finding('alone', { ...found, data: { policy: document.name, actions: found.actions } });
  },
});

const SIGNING_IN = ['iam:CreateAccessKey', 'iam:CreateLoginProfile', 'iam:UpdateLoginProfile'] as const;

const waysOf: FindWays = (graph, entity) =>
  administratorsOf(graph, entity.account)
    .filter(({ kind }) => kind === 'user')
    .flatMap((user) =>
      SIGNING_IN.flatMap((action) => {
        const ability = abilityOn(graph, entity, action, user);
        return ability ? [{ abilities: [ability], target: `'${user.name}'` }] : [];
      }),
    );
