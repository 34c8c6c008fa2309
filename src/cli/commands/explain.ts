import { text as readStream } from 'node:stream/consumers';
import { EXPLANATION_FORMATS, renderExplanation } from '../../../reports/explanation/index.js';
import { describeDenial, explain, explainDenial, parseDenial, type Denial } from '../../explain/index.js';
import { PolicyGraph } from '../../graph/index.js';
import type { DenialExplanation, Explanation, SnapshotText } from '../../model/index.js';
import { normalize } from '../../normalizers/index.js';
import type { ExplainArguments } from '../arguments.js';
import { EXIT, UserError, type ExitStatus } from '../errors.js';
import { readInput, readRecorded } from '../input.js';
import { outputs, writeOutputs } from '../output.js';

/** An explanation is a success whatever the decision is; what was not read is part of it. */
export async function runExplain(options: ExplainArguments): Promise<ExitStatus> {
  const wanted = outputs(options, EXPLANATION_FORMATS);
  const explanation =
    options.error === undefined ? await fromRequest(options) : await fromDenial(options.error, options);
  await writeOutputs(wanted, (format, page) => renderExplanation(format, explanation, page));
  return EXIT.clean;
}

async function fromRequest(options: ExplainArguments): Promise<Explanation> {
  const { principal, action, resource, resourceAccount, context } = options;
  if (principal === undefined || action === undefined) {
    throw new UserError(
      'explain needs to know who wants to do what.',
      'Give --principal and --action, and --resource where the action takes one; or --error with the message that AWS gave.',
    );
  }
  const graph = graphOf(await readInput(options));
  return explain(graph, {
    principal,
    action,
    context,
    ...(resource !== undefined && { resource }),
    ...(resourceAccount !== undefined && { resourceAccount }),
  });
}

/** Nobody who pastes an error has asked for calls to AWS: without a recorded snapshot, the error alone has to do. */
async function fromDenial(
  error: string,
  { principal, action, resource, resourceAccount, context, ...options }: ExplainArguments,
): Promise<Explanation | DenialExplanation> {
  const denial = await readDenial(error);
  const recorded = await readRecorded(options);
  if (recorded === undefined) return describeDenial(denial);
  return explainDenial(graphOf(recorded), denial, {
    context,
    ...(principal !== undefined && { principal }),
    ...(action !== undefined && { action }),
    ...(resource !== undefined && { resource }),
    ...(resourceAccount !== undefined && { resourceAccount }),
  });
}

async function readDenial(error: string): Promise<Denial> {
  const denial = parseDenial(error === '-' ? await readStream(process.stdin) : error);
  if (denial !== undefined) return denial;
  throw new UserError(
    'This is no access-denied error, as far as iamlint can tell.',
    'Give the whole message, the CloudTrail event as JSON, or what aws sts decode-authorization-message prints.',
  );
}

function graphOf(input: SnapshotText): PolicyGraph {
  return new PolicyGraph(normalize(input));
}
