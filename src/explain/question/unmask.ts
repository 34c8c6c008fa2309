import type { PolicyGraph } from '../../graph/index.js';
import { isAccountId, parseArn } from '../../model/index.js';

/**
 * An ARN with its account in the place of the one that was hidden, as in `arn:aws:iam::********3333:user/ann`. The
 * text as it is where no known account fits, or several do.
 */
export function unmasked(graph: PolicyGraph, text: string): string {
  const arn = parseArn(text);
  if (arn === undefined || arn.account === '' || isAccountId(arn.account)) return text;
  const { partition, service, region, resource } = arn;
  const candidates = knownAccounts(graph)
    .filter((id) => fits(arn.account, id))
    .map((id) => `arn:${partition}:${service}:${region}:${id}:${resource}`);
  const existing = candidates.filter((candidate) => exists(graph, candidate));
  const [only, ...others] = existing.length > 0 ? existing : candidates;
  return only !== undefined && others.length === 0 ? only : text;
}

function knownAccounts(graph: PolicyGraph): readonly string[] {
  const ids = [
    ...graph.accounts.map(({ id }) => id),
    ...(graph.organization?.accounts ?? []).map(({ Id }) => Id),
  ];
  return [...new Set(ids)];
}

/** The digits that can be seen are those at the beginning and the end. */
function fits(masked: string, id: string): boolean {
  if (!/^\d*[*xX.…-]+\d*$/.test(masked)) return false;
  const [beginning = ''] = /^\d+/.exec(masked) ?? [];
  const [end = ''] = /\d+$/.exec(masked) ?? [];
  return id.startsWith(beginning) && id.endsWith(end);
}

function exists(graph: PolicyGraph, text: string): boolean {
  if (graph.identity(text)) return true;
  const arn = parseArn(text);
  const [type, name] = arn?.resource.split('/') ?? [];
  return (
    type === 'assumed-role' &&
    (graph.account(arn?.account ?? '')?.roles.some((role) => role.name === name) ?? false)
  );
}
