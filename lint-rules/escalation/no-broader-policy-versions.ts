import type { PolicyDocument, Statement } from '../../src/model/index.js';
import { actionGrants, grantCovers, grantOf } from '../../src/graph/index.js';
import {
  abilityTo,
  couldAdminister,
  defineEscalation,
  escalatingGrants,
  heldPolicies,
  wayTo,
} from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'escalation/no-broader-policy-versions',
    description: 'Disallow principals who can set their policies back to a version that allows more',
    severity: 'high',
    confidence: 'high',
    remediation:
      'Delete the versions that are not in use, and deny iam:SetDefaultPolicyVersion on the policies of whoever may edit policies.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html',
    ],
    messages: {
      principal:
        "The {kind} '{name}' can set its own policies back to what they once allowed, by {actions}: {targets}.",
      alone:
        "'{policy}' lets whoever has it choose among the versions of his own managed policies, by {actions}.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  waysOf(graph, entity) {
    if (!escalatingGrants(graph, entity).has(SET_DEFAULT) || !couldAdminister(graph, entity)) return [];
    return heldPolicies(graph, entity).flatMap((resource) => {
      const policy = graph.managedPolicy(entity.account, resource);
      const present = policy?.document;
      const broader = present && policy.otherVersions.find(({ document }) => allowsMore(document, present));
      if (!broader) return [];
      const ability = abilityTo(graph, entity, { action: SET_DEFAULT, resource });
      return wayTo(`${broader.id} of '${policy.name}'`, ability);
    });
  },
});

const SET_DEFAULT = 'iam:SetDefaultPolicyVersion';

/** Whether a version allows something that no single statement of the other one does. */
function allowsMore(version: PolicyDocument, present: PolicyDocument): boolean {
  const allows = allowsOf(present);
  return allowsOf(version)
    .flatMap(actionGrants)
    .some(({ grant }) => !allows.some((statement) => grantCovers(grantOf(statement), grant)));
}

function allowsOf({ statements }: PolicyDocument): readonly Statement[] {
  return statements.filter(({ effect }) => effect === 'Allow');
}
