import type { PolicyDocument, Statement } from '../model/index.js';
import { actionName } from './action.js';
import { compile, compiledAbout } from './compile.js';

/** The statements of a document that are about an action, whatever the resource, in the order of the document. */
export function statementsAbout(document: PolicyDocument, action: string): readonly Statement[] {
  const about = compiledAbout(compile(document), actionName(action)).map(({ statement }) => statement);
  return about.length < 2 ? about : [...about].sort((a, b) => a.index - b.index);
}
