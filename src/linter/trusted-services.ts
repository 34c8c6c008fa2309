import { serviceHosts } from '../graph/index.js';
import type { PolicyDocument } from '../model/index.js';

/**
 * The service principals that a role trust policy lets in, each once. Undefined where it may let in others too,
 * because it trusts everybody or could not be read in full.
 */
export function trustedServices({ statements, errors }: PolicyDocument): readonly string[] | undefined {
  const isOpen = statements.some(
    ({ effect, principal }) =>
      effect === 'Allow' &&
      (principal?.negated !== false || principal.values.some(({ token }) => token.value === '*')),
  );
  return errors.length > 0 || isOpen ? undefined : [...new Set(serviceHosts(statements))];
}

/** Whether nobody but services is let in. */
export function trustsOnlyServices({ statements }: PolicyDocument): boolean {
  return statements
    .filter(({ effect }) => effect === 'Allow')
    .every(({ principal }) => principal?.values.every(({ kind }) => kind === 'Service'));
}
