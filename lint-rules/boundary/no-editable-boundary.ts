import { isAwsManaged } from '../../src/model/index.js';
import {
  abilityTo,
  aroundOf,
  defineRule,
  escalatingGrants,
  escalationOf,
  type FindWays,
  type IdentityAction,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'boundary/no-editable-boundary',
    description: 'Disallow principals who can edit the policy that is a permissions boundary',
    severity: 'high',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation:
      'Deny iam:CreatePolicyVersion, iam:DeletePolicyVersion and iam:SetDefaultPolicyVersion on the policies that are permissions boundaries.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate',
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html',
    ],
    messages: {
      principal:
        "The {kind} '{name}' can edit {targets}, a permissions boundary that is in use, by {actions}. Whoever has it as a limit has none.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  *checkPrincipal(entity, { graph, finding }) {
    const found = escalationOf(graph, entity, waysOf);
    if (found === undefined) return;
    const { arn: subject, kind, name } = entity;
    const { actions, targets } = found;
    yield finding('principal', { ...found, subject, data: { kind, name, actions, targets } });
  },
});

const EDIT: IdentityAction = 'iam:CreatePolicyVersion';

const waysOf: FindWays = (graph, entity) => {
  if (!escalatingGrants(graph, entity).has(EDIT)) return [];
  return aroundOf(graph, entity, ({ policies }) => policies)
    .filter(({ arn, boundary }) => boundary !== undefined && !isAwsManaged(arn))
    .flatMap(({ arn, name }) => {
      const ability = abilityTo(graph, entity, { action: EDIT, resource: arn });
      return ability ? [{ abilities: [ability], target: `'${name}'` }] : [];
    });
};
