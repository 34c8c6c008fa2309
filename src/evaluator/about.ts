import type { PolicyDocument, Statement } from '../model/index.js';
import { actionName } from './action.js';
import { compile, compiledAbout } from './compile.js';

/** The statements of a document that are about an action, whatever the resource, in the order of the document. */
export function statementsAbout(document: PolicyDocument, action: string): readonly Statement[] {
  const name = actionName(action);
  const prefix = `${name.service}:`;
  // Most documents of an account are about other services, and need not be compiled to see that.
  if (!document.statements.some((statement) => mayBeAbout(statement, prefix))) return [];
  const about = compiledAbout(compile(document), name).map(({ statement }) => statement);
  return about.length < 2 ? about : [...about].sort((a, b) => a.index - b.index);
}

function mayBeAbout({ action }: Statement, prefix: string): boolean {
  return (
    action !== undefined &&
    (action.negated ||
      action.values.some(
        ({ value }) => value.startsWith('*') || value.slice(0, prefix.length).toLowerCase() === prefix,
      ))
  );
}
