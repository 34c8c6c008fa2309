import type { PolicyDocument, Token } from '../model/index.js';

/**
 * Whether documents tell one session of a role from another by what `aws:userid` holds in them: the role's id and the
 * session's name. Where they do not, every session is as one of the name `*`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
export function tellSessionsApart(roleId: string, documents: readonly PolicyDocument[]): boolean {
  const session = `${roleId}:`;
  return documents.some((document) =>
    userIdValues(document).some(
      (value) =>
        value !== '*' && value !== `${session}*` && (usesUserId(value) || mayNameSession(value, session)),
    ),
  );
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
