import { hostBelongs } from '../graph/index.js';
import type { Account } from '../model/index.js';

/** Whether an account has a service-linked role of a service, given by the prefix of its actions. */
export function hasServiceLinkedRole({ roles }: Account, service: string): boolean {
  return roles.some(
    ({ serviceLinked, path }) => serviceLinked && hostBelongs(path.split('/')[2] ?? '', service),
  );
}
