import { reachingEveryResource } from '../graph/index.js';
import { parseArn, type Element, type Token } from '../model/index.js';

/** What in a Resource or NotResource element reaches every role of the account, or every one but some. */
export function reachingEveryRole(resource: Element): Token | undefined {
  return (
    reachingEveryResource(resource, 'iam') ??
    resource.values.find(({ value }) => !resource.negated && isEveryRole(value))
  );
}

/** `arn:aws:iam::111122223333:role/*` */
function isEveryRole(value: string): boolean {
  const arn = parseArn(value);
  return arn?.service === 'iam' && /^(role)?[/*]*\*$/.test(arn.resource);
}
