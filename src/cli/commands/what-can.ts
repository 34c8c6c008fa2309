import { ACCESS_FORMATS, renderAccess } from '../../../reports/access/index.js';
// Not by the index, since all that explains a denial takes longer to load than a small account to read.
// Not by the index, since all that explains a denial takes longer to load than a small account to read.
import { whatCan } from '../../explain/what-can.js';
import { PolicyGraph } from '../../graph/index.js';
import { normalize } from '../../normalizers/index.js';
import type { WhatCanArguments } from '../arguments.js';
import { EXIT, type ExitStatus } from '../errors.js';
import { readInput } from '../input.js';
import { outputs, writeOutputs } from '../output.js';

/** An answer is a success whatever the principal can; what was not read is part of it. */
export async function runWhatCan(principal: string, options: WhatCanArguments): Promise<ExitStatus> {
  const wanted = outputs(options, ACCESS_FORMATS);
  const graph = new PolicyGraph(normalize(await readInput(options)));
  const answer = whatCan(graph, principal);
  await writeOutputs(wanted, (format, page) => renderAccess(format, answer, page));
  return EXIT.clean;
}
