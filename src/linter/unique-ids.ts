/** By the first four characters of the id. A group cannot be a principal. */
const KINDS: ReadonlyMap<string, 'user' | 'role'> = new Map([
  ['AIDA', 'user'],
  ['AROA', 'role'],
]);

/**
 * What a principal that is written as a unique id was: IAM shows the id where an entity is gone that the policy once
 * named by its ARN. Undefined for every other principal.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
export function kindOfUniqueId(principal: string): 'user' | 'role' | undefined {
  return /^[A-Z0-9]{16,128}$/.test(principal) ? KINDS.get(principal.slice(0, 4)) : undefined;
}
