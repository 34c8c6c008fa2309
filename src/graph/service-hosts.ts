import type { Statement } from '../model/index.js';

/** The services that a role trust policy trusts, by their service principals. */
export function serviceHosts(statements: readonly Statement[]): readonly string[] {
  return statements
    .filter(({ effect, principal }) => effect === 'Allow' && principal !== undefined && !principal.negated)
    .flatMap(({ principal }) => principal?.values ?? [])
    .flatMap(({ kind, token }) => (kind === 'Service' ? token.value : []));
}

/** `monitoring.rds.amazonaws.com` belongs to `rds`, `ecs-tasks.amazonaws.com` to `ecs`. */
export function hostBelongs(host: string, prefix: string): boolean {
  return host.split('.').some((label) => label === prefix || label.startsWith(`${prefix}-`));
}
