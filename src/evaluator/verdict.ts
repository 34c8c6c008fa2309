import type { StatementTrace, Truth } from '../model/index.js';
import { candidates, compile } from './compile.js';
import type { RequestContext } from './context.js';
import { isUncertain, type Layer } from './layers.js';
import { applies, namingOf, traceStatement } from './statement.js';
import { or } from './truth.js';

/** What the statements of a layer say of a request. */
export interface Verdict {
  readonly denies: Truth;
  readonly allows: Truth;
  /** Of a resource-based policy: whether it allows by naming the role, or the user behind a federated user. */
  readonly allowsEntity: Truth;
  /** Whether it allows by naming the user, the session or everyone. */
  readonly allowsDirectly: Truth;
}

const SILENT: Verdict = { denies: 'false', allows: 'false', allowsEntity: 'false', allowsDirectly: 'false' };
const ANYTHING: Verdict = {
  denies: 'unknown',
  allows: 'unknown',
  allowsEntity: 'unknown',
  allowsDirectly: 'unknown',
};

/**
 * Asks all statements of a layer.
 *
 * @param trace where to write down what each of them says; without it only those are asked that can be about the action
 */
export function judge(layer: Layer, context: RequestContext, trace?: StatementTrace[]): Verdict {
  const { documents, exempt } = layer;
  if (exempt !== undefined) return SILENT;
  // Statements that could not be read may say anything.
  let { denies, allows, allowsEntity, allowsDirectly } = isUncertain(layer) ? ANYTHING : SILENT;
  for (const document of documents ?? []) {
    const compiled = compile(document);
    for (const statement of trace ? compiled.statements : candidates(compiled, context.action)) {
      const traced = trace && traceStatement(statement, context);
      if (traced) trace.push(traced);
      const truth = traced ? traced.applies : applies(statement, context);
      if (truth === 'false') continue;
      if (statement.effect === 'Deny') {
        denies = or(denies, truth);
        continue;
      }
      allows = or(allows, truth);
      if (statement.principals === undefined) continue;
      const naming = namingOf(statement, context);
      if (naming === 'entity') allowsEntity = or(allowsEntity, truth);
      if (naming === 'direct') allowsDirectly = or(allowsDirectly, truth);
    }
  }
  return { denies, allows, allowsEntity, allowsDirectly };
}
