import type { StatementTrace, Truth } from '../model/index.js';
import { compileAll, compiledAbout, type CompiledStatement } from './compile.js';
import type { RequestContext } from './context.js';
import type { Layer } from './layers.js';
import type { Naming } from './principal.js';
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
/** Of what could not be read. */
const ANYTHING: Verdict = {
  denies: 'unknown',
  allows: 'unknown',
  allowsEntity: 'unknown',
  allowsDirectly: 'unknown',
};

/**
 * Asks all statements of a layer.
 *
 * @param trace where to write down what each of them says, also of those that are about other actions
 */
export function judge(layer: Layer, context: RequestContext, trace: StatementTrace[] | undefined): Verdict {
  const { documents, exempt, incomplete } = layer;
  if (exempt !== undefined) return SILENT;
  let verdict = incomplete ? ANYTHING : SILENT;
  if (documents === undefined) return verdict;
  const compiled = compileAll(documents);
  if (compiled.isPartial) verdict = joined(verdict, ANYTHING);
  for (const statement of trace ? compiled.statements : compiledAbout(compiled, context.action)) {
    const traced = trace && traceStatement(statement, context);
    if (traced) trace.push(traced);
    const truth = traced ? traced.applies : applies(statement, context);
    if (truth !== 'false') verdict = joined(verdict, verdictOf(statement, truth, context));
  }
  return verdict;
}

/** What one statement contributes that applies, or may apply. */
function verdictOf(
  statement: CompiledStatement,
  truth: 'true' | 'unknown',
  context: RequestContext,
): Verdict {
  if (statement.effect === 'Deny') return DENIAL[truth];
  return (statement.terms.principals === undefined ? ALLOWANCE : GRANT[namingOf(statement, context)])[truth];
}

const DENIAL = byTruth((denies) => ({ ...SILENT, denies }));
const ALLOWANCE = byTruth((allows) => ({ ...SILENT, allows }));
const GRANT: Readonly<Record<Naming, typeof ALLOWANCE>> = {
  account: ALLOWANCE,
  entity: byTruth((allows) => ({ ...SILENT, allows, allowsEntity: allows })),
  direct: byTruth((allows) => ({ ...SILENT, allows, allowsDirectly: allows })),
};

function byTruth(make: (truth: Truth) => Verdict): Readonly<Record<'true' | 'unknown', Verdict>> {
  return { true: make('true'), unknown: make('unknown') };
}

function joined(a: Verdict, b: Verdict): Verdict {
  if (a === SILENT) return b;
  return {
    denies: or(a.denies, b.denies),
    allows: or(a.allows, b.allows),
    allowsEntity: or(a.allowsEntity, b.allowsEntity),
    allowsDirectly: or(a.allowsDirectly, b.allowsDirectly),
  };
}
