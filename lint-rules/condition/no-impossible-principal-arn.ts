import type { PolicyGraph } from '../../src/graph/index.js';
import { parseArn, type Entity } from '../../src/model/index.js';
import { intersects } from '../../src/prover/index.js';
import { defineRule, ownComparisons } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'condition/no-impossible-principal-arn',
    description: 'Disallow values that aws:PrincipalArn never has',
    severity: 'high',
    confidence: 'high',
    remediation: 'Write the ARN of the user or role itself, with its path.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
    ],
    messages: {
      session: "'aws:PrincipalArn' is never '{value}': for a session it is the ARN of the role, {role}.",
      form: "'aws:PrincipalArn' is never '{value}': it is the ARN of a user, a role, a federated user or a root user.",
      path: "'aws:PrincipalArn' is never '{value}': the {kind} has a path, and its ARN is {arn}.",
    },
  },
  *checkConditions(statement, document, { graph, finding }) {
    for (const { comparison, name, values } of ownComparisons(statement, document, graph)) {
      if (name !== 'aws:principalarn' || (comparison.family !== 'ARN' && comparison.family !== 'String'))
        continue;
      for (const at of values) {
        const { value } = at;
        const role = roleOfSession(value);
        const named = atOtherPath(graph, value);
        if (role !== undefined) yield finding('session', { at, document, data: { value, role } });
        else if (!isPrincipal(value)) yield finding('form', { at, document, data: { value } });
        else if (named !== undefined)
          yield finding('path', { at, document, data: { value, kind: named.kind, arn: named.arn } });
      }
    }
  },
});

/** The ARN of the role, as far as that of a session tells it. */
function roleOfSession(value: string): string | undefined {
  const arn = parseArn(value);
  const [type, name] = arn?.resource.split('/') ?? [];
  if (arn?.service !== 'sts' || type !== 'assumed-role') return undefined;
  return `arn:${arn.partition}:iam::${arn.account}:role/${name ?? '…'}`;
}

/** What is no ARN at all is not read by an ARN operator, which is another defect. */
function isPrincipal(value: string): boolean {
  const [prefix, , service = '', , , ...resource] = value.split(':');
  if (prefix !== 'arn' || resource.length === 0 || value.includes('${')) return /[*$]/.test(value);
  const shapes = service === 'sts' ? ['federated-user/*'] : ['user/*', 'role/*', 'root'];
  const isService = ['iam', 'sts'].some((name) => intersects(service, name) !== false);
  return (
    isService &&
    (/[*?]/.test(service) || shapes.some((shape) => intersects(resource.join(':'), shape) !== false))
  );
}

/** The user or role of that name, where the ARN with its path left out is nobody's. */
function atOtherPath(graph: PolicyGraph, value: string): Entity | undefined {
  const arn = parseArn(value);
  const [type, ...path] = arn?.resource.split('/') ?? [];
  const account = graph.account(arn?.account ?? '');
  if (account === undefined || path.length !== 1 || graph.entity(value) !== undefined) return undefined;
  return graph.entities(account).find(({ kind, name }) => kind === type && name === path[0]);
}
