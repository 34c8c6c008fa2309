import type { PolicyGraph } from '../graph/index.js';
import type { Role } from '../model/index.js';

const cyclesOfGraph = new WeakMap<PolicyGraph, ReadonlyMap<string, string>>();

/** Whether two roles are on one circle of roles that name each other in their trust policies. */
export function trustEachOther(graph: PolicyGraph, one: string, other: string): boolean {
  const cycles = cyclesOfGraph.get(graph) ?? findCycles(graph);
  cyclesOfGraph.set(graph, cycles);
  return one !== other && cycles.get(one) !== undefined && cycles.get(one) === cycles.get(other);
}

/** By role, a name for its strongly connected component. Kosaraju's two walks, without recursion. */
function findCycles(graph: PolicyGraph): ReadonlyMap<string, string> {
  const roles = graph.accounts.flatMap((account) => account.roles.map(({ arn }) => arn));
  const known = new Set(roles);
  const trusted = new Map(
    graph.accounts.flatMap((account) =>
      account.roles.map((role) => [role.arn, namedRoles(role).filter((arn) => known.has(arn))] as const),
    ),
  );
  const trusting = new Map<string, string[]>(roles.map((arn) => [arn, []]));
  for (const [role, names] of trusted) for (const name of names) trusting.get(name)?.push(role);

  const order: string[] = [];
  walk(roles, trusted, (arn) => order.push(arn));
  const components = new Map<string, string>();
  for (const root of order.reverse()) {
    if (components.has(root)) continue;
    const unassigned = (arn: string) => !components.has(arn);
    walk([root], trusting, (arn) => components.set(arn, root), unassigned);
  }
  return components;
}

/** Visits what can be reached, each once, and reports each after all that it leads to. */
function walk(
  roots: readonly string[],
  edges: ReadonlyMap<string, readonly string[]>,
  leave: (arn: string) => void,
  enters: (arn: string) => boolean = () => true,
): void {
  const seen = new Set<string>();
  for (const root of roots) {
    const stack: { readonly arn: string; next: number }[] = [];
    const enter = (arn: string) => {
      if (seen.has(arn) || !enters(arn)) return;
      seen.add(arn);
      stack.push({ arn, next: 0 });
    };
    enter(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = edges.get(top.arn)?.[top.next];
      top.next += 1;
      if (next !== undefined) enter(next);
      else {
        leave(top.arn);
        stack.pop();
      }
    }
  }
}

function namedRoles({ trustPolicy }: Role): readonly string[] {
  return (trustPolicy?.statements ?? [])
    .filter(({ effect, principal }) => effect === 'Allow' && principal?.negated === false)
    .flatMap(({ principal }) => principal?.values ?? [])
    .filter(({ kind }) => kind === 'AWS')
    .map(({ token }) => token.value);
}
