import { defineRule, isOwnText, variablesIn } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-user-name-of-role',
    description: 'Disallow ${aws:username} in what a role is allowed',
    severity: 'medium',
    confidence: 'high',
    remediation: 'Take ${aws:PrincipalTag/…} or a path for each session, or attach the policy to users.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable',
    ],
    messages: { absent: "'{role}' has no user name, and '{value}' matches nothing for its sessions." },
  },
  *checkPrincipal(principal, { graph, finding }) {
    if (principal.kind !== 'role') return;
    for (const { document } of graph.effectivePolicies(principal).identity) {
      if (!isOwnText(document, graph)) continue;
      for (const { effect, resource } of document.statements) {
        if (effect !== 'Allow' || resource === undefined || resource.negated) continue;
        for (const at of resource.values) {
          const isAbsent = variablesIn(at.value).some(
            ({ hasDefault, key }) => !hasDefault && key.toLowerCase() === 'aws:username',
          );
          if (isAbsent)
            yield finding('absent', {
              at,
              document,
              subject: principal.arn,
              data: { role: principal.name, value: at.value },
            });
        }
      }
    }
  },
});
