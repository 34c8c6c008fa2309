import type { PolicyDocument, Token } from '../model/index.js';

/**
 * What `aws:userid` holds in the sessions of a role whose name is not known, as far as the documents tell the
 * sessions of one role from those of another: `AROA…:*`. Undefined where one of them tells the sessions apart.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
export function userIdOfAnySession(roleId: string, documents: Iterable<PolicyDocument>): string | undefined {
  const session = `${roleId}:`;
  for (const document of documents) {
    for (const value of userIdValues(document)) {
      if (value === '*' || value === `${session}*`) continue;
      if (usesUserId(value) || mayNameSession(value, session)) return undefined;
    }
  }
  return `${session}*`;
}

/** Whether a value may be the user id of some sessions and not of others: of those that start with `session`. */
function mayNameSession(value: string, session: string): boolean {
  const fixed = value.split(/[*?$]/, 1)[0] ?? '';
  return fixed.startsWith(session) || (fixed !== value && session.startsWith(fixed));
}

const USER_ID_VARIABLE = '${aws:userid';

const valuesOfDocuments = new WeakMap<PolicyDocument, readonly string[]>();

/** What a document compares the user id with, and where it uses the id itself. */
function userIdValues(document: PolicyDocument): readonly string[] {
  const known = valuesOfDocuments.get(document);
  if (known) return known;
  const values = document.statements.flatMap(({ conditions, resource }) => [
    ...conditions.flatMap(({ key, values }) =>
      key.value.toLowerCase() === 'aws:userid' ? texts(values) : texts(values).filter(usesUserId),
    ),
    ...texts(resource?.values ?? []).filter(usesUserId),
  ]);
  valuesOfDocuments.set(document, values);
  return values;
}

function texts(tokens: readonly Token[]): readonly string[] {
  return tokens.map(({ value }) => value);
}

function usesUserId(value: string): boolean {
  return value.toLowerCase().includes(USER_ID_VARIABLE);
}
