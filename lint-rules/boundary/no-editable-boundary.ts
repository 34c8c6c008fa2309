import { isAwsManaged } from '../../src/model/index.js';
import {
  abilityTo,
  aroundOf,
  defineEscalation,
  escalatingGrants,
  wayTo,
  type IdentityAction,
} from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'boundary/no-editable-boundary',
    description: 'Disallow principals who can edit the policy that is a permissions boundary',
    severity: 'high',
    confidence: 'high',
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
  waysOf(graph, entity) {
    if (!escalatingGrants(graph, entity).has(EDIT)) return [];
    return aroundOf(graph, entity, ({ policies }) => policies)
      .filter(({ arn, boundary }) => boundary !== undefined && !isAwsManaged(arn))
      .flatMap(({ arn, name }) =>
        wayTo(`'${name}'`, abilityTo(graph, entity, { action: EDIT, resource: arn })),
      );
  },
});

const EDIT: IdentityAction = 'iam:CreatePolicyVersion';
