import { ACCESS_FORMATS, renderAccess } from '../../../reports/access/index.js';
// Not by the index, since all that explains a denial takes longer to load than a small account to read.
import { whoCan } from '../../explain/who-can.js';
import { PolicyGraph } from '../../graph/index.js';
import { normalize } from '../../normalizers/index.js';
import type { WhoCanArguments } from '../arguments.js';
import { EXIT, type ExitStatus } from '../errors.js';
import { readInput } from '../input.js';
import { outputs, writeOutputs } from '../output.js';

/** An answer is a success whoever can; what was not read is part of it. */
export async function runWhoCan(actions: readonly string[], options: WhoCanArguments): Promise<ExitStatus> {
  const wanted = outputs(options, ACCESS_FORMATS);
  const graph = new PolicyGraph(normalize(await readInput(options)));
  const { on, resourceAccount } = options;
  const answer = whoCan(graph, {
    actions,
    ...(on !== undefined && { resource: on }),
    ...(resourceAccount !== undefined && { resourceAccount }),
  });
  await writeOutputs(wanted, (format, page) => renderAccess(format, answer, page));
  return EXIT.clean;
}
