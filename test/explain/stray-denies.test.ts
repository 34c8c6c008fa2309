import { describe, expect, it } from 'vitest';
import strayDeny from '../../lint-rules/deny/no-stray-deny.js';
import { evaluate } from '../../src/evaluator/index.js';
import { exampleOrganization } from '../../src/demo/index.js';
import { explain } from '../../src/explain/index.js';
import { matchingActions, policiesFor, PolicyGraph, removals } from '../../src/graph/index.js';
import { lint } from '../../src/linter/index.js';
import { normalize } from '../../src/normalizers/index.js';
import { snapshotText } from '../../src/snapshot/index.js';

const graph = new PolicyGraph(normalize(snapshotText({ ...exampleOrganization(), coverageGaps: [] })));
const findings = lint(graph, [strayDeny]);

it('the example organization has stray denies', () => {
  expect(findings.map(({ subject }) => subject.split('/').at(-1))).toEqual(['app-deployer', 'db-admin']);
});

describe.each(findings.map((finding) => [finding.subject, finding] as const))('%s', (subject, finding) => {
  const entity = graph.entity(subject);
  const [removal] = entity ? removals(graph, entity) : [];
  const stray = removal?.grants.filter(({ extent }) => extent === 'whole') ?? [];
  const [lost] = stray[0]?.lost[0]?.values ?? [];
  const action =
    matchingActions(lost ?? '').find(({ resourceTypes }) => resourceTypes.length === 0)?.name ?? '';

  it('names the deny, the grant and the way of each', () => {
    const [deny, ...grants] = finding.trace;
    expect(deny?.policy).toBe(removal?.policy.document.name);
    expect(grants.map(({ policy }) => policy)).toEqual(stray.map(({ policy }) => policy.document.name));
    for (const { via } of finding.trace) expect(via[0]).toBe(subject);
  });

  it('explain finds the same deny behind an example action', () => {
    expect(explain(graph, { principal: subject, action, context: {} }).decision).toBe('explicitDeny');
    if (entity === undefined) throw new Error(`${subject} is no entity`);
    const { request, policies } = policiesFor(graph, {
      principal: entity,
      action,
      resource: '*',
      context: {},
    });
    const { decision, trace } = evaluate(request, policies);
    expect(decision).toBe('explicitDeny');
    const denying = trace.flatMap(({ statements }) =>
      statements.filter(({ statement, applies }) => statement.effect === 'Deny' && applies === 'true'),
    );
    expect(denying.map(({ statement }) => statement)).toContain(removal?.statement);
  });
});
