import { standing } from '../../src/graph/index.js';
import { defineRule, everythingTogether, listing, type Part } from '../../src/linter/index.js';

export default defineRule({
  meta: {
    id: 'grants/no-effective-administrator',
    description: 'Disallow policies that add up to every action on every resource',
    severity: 'critical',
    confidence: 'high',
    policyTypes: ['identity-based'],
    remediation:
      'Allow the actions that are needed, on the resources that are meant; do not fill up the gaps of a NotAction.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    ],
    messages: {
      principal:
        "The {kind} '{name}' has every action on every resource, though no statement says so: the statements of {policies} add up to it.",
      document:
        "'{policy}' allows every action on every resource, though no statement says so: one allows what the other leaves out.",
    },
    compliance: { cwe: ['CWE-269'] },
  },
  *checkPrincipal(entity, { graph, finding }) {
    const { arn: subject, kind, name } = entity;
    const documents = graph.effectivePolicies(entity).identity.map(({ document }) => document);
    const parts = everythingTogether(documents);
    const standings = parts?.map(({ grant }) => standing(graph, entity, grant)) ?? [];
    if (parts === undefined || standings.includes('less')) return;
    const draft = {
      ...evidence(parts),
      subject,
      ...(standings.includes('unknown') && { confidence: 'medium' as const }),
    };
    const policies = listing([...new Set(parts.map(({ document }) => `'${document.name}'`))]);
    yield finding('principal', { ...draft, data: { kind, name, policies } });
  },
  *checkDocument(document, { graph, finding }) {
    const parts = graph.accountOf(document) === '' ? everythingTogether([document]) : undefined;
    if (parts === undefined) return;
    const data = { policy: document.name };
    yield finding('document', { ...evidence(parts), confidence: 'medium', data });
  },
});

function evidence([first, ...others]: readonly [Part, ...Part[]]) {
  return {
    at: first.token,
    document: first.document,
    related: others.map(({ token }) => ({ token, label: 'allows some of what is left out' })),
  };
}
