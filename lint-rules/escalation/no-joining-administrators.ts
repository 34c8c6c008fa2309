import {
  abilityTo,
  aroundOf,
  couldAdminister,
  defineEscalation,
  escalatingGrants,
  makesAdministrators,
  wayTo,
} from '../../src/linter/index.js';

export default defineEscalation({
  meta: {
    id: 'escalation/no-joining-administrators',
    description: 'Disallow users who can add themselves to a group of administrators',
    severity: 'critical',
    confidence: 'high',
    remediation: 'Name the groups that the user may fill, and leave those of administrators out.',
    references: ['https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html'],
    messages: {
      principal: "The {kind} '{name}' can join {targets}, by {actions}, and administers the account then.",
      alone:
        "'{policy}' lets a user who has it join every group, by {actions}, that of the administrators among them.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  waysOf(graph, entity) {
    if (entity.kind !== 'user' || !escalatingGrants(graph, entity).has(JOIN)) return [];
    if (!couldAdminister(graph, entity)) return [];
    const groups = aroundOf(graph, entity, (account) => account.groups);
    return groups
      .filter((group) => !entity.groups.includes(group.name) && makesAdministrators(graph, group))
      .flatMap(({ arn, name }) =>
        wayTo(`the group '${name}'`, abilityTo(graph, entity, { action: JOIN, resource: arn })),
      );
  },
});

const JOIN = 'iam:AddUserToGroup';
