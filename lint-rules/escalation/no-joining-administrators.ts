import {
  abilityTo,
  aroundOf,
  couldAdminister,
  defineRule,
  escalatingGrants,
  escalationAlone,
  escalationOf,
  type FindWays,
  makesAdministrators,
} from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'escalation/no-joining-administrators',
    description: 'Disallow users who can add themselves to a group of administrators',
    severity: 'critical',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation: 'Name the groups that the user may fill, and leave those of administrators out.',
    references: ['https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html'],
    messages: {
      principal: "The {kind} '{name}' can join {targets}, by {actions}, and administers the account then.",
      alone:
        "'{policy}' lets a user who has it join every group, by {actions}, that of the administrators among them.",
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

const JOIN = 'iam:AddUserToGroup';

const waysOf: FindWays = (graph, entity) => {
  if (entity.kind !== 'user' || !escalatingGrants(graph, entity).has(JOIN)) return [];
  if (!couldAdminister(graph, entity)) return [];
  const groups = aroundOf(graph, entity, (account) => account.groups);
  return groups
    .filter((group) => !entity.groups.includes(group.name) && makesAdministrators(graph, group))
    .flatMap(({ arn, name }) => {
      const ability = abilityTo(graph, entity, { action: JOIN, resource: arn });
      return ability ? [{ abilities: [ability], target: `the group '${name}'` }] : [];
    });
};
