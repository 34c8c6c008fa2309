import { defineRule, standsForOwnText } from '../../src/linter/index.js';
import type { Statement, Token } from '../../src/model/index.js';

export default defineRule({
  meta: {
    id: 'validity/no-unsupported-character',
    description: 'Disallow characters that IAM does not take in a policy',
    severity: 'medium',
    confidence: 'high',
    policyTypes: ['identity-based', 'permissions-boundary', 'role-trust', 'session'],
    remediation:
      'Write a plain quote, hyphen or space; write other characters as \\u and four hexadecimal digits.',
    references: ['https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html'],
    messages: {
      character:
        "'{value}' has the character {code}, and IAM takes none beyond U+00FF in the text of a policy. It often comes with text that was pasted.",
    },
  },
  *checkStatement(statement, document, { graph, finding }) {
    if (!standsForOwnText(document, graph)) return;
    for (const at of tokensOf(statement)) {
      const code = unsupported(at.value);
      if (code === undefined || !isWritten(at)) continue;
      // What IAM keeps it has taken: the text was another one, with the character escaped.
      const confidence = graph.accountOf(document) === '' ? 'high' : 'low';
      const data = { value: at.value, code };
      yield finding('character', { at, document, subject: document.owner, confidence, data });
    }
  },
});

function tokensOf({ sid, action, resource, principal, conditions }: Statement): readonly Token[] {
  return [
    ...(sid ? [sid] : []),
    ...[action, resource].flatMap((element) => element?.values ?? []),
    ...(principal?.values.map(({ token }) => token) ?? []),
    ...conditions.flatMap(({ operator, key, values }) => [operator, key, ...values]),
  ];
}

/** The first character beyond those that IAM takes, as `U+2019`. */
function unsupported(value: string): string | undefined {
  const code = /[^\t\n\r -\u00ff]/u.exec(value)?.[0].codePointAt(0);
  return code === undefined ? undefined : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Whether the text itself has the character, and not an escape sequence for it. */
function isWritten({ source, location: { span } }: Token): boolean {
  return source.lines(span.start.line, span.end.line).some((line) => unsupported(line) !== undefined);
}
