import { EXIT, type ExitStatus } from '../errors.js';
import { print } from '../output.js';

export async function runPermissions(): Promise<ExitStatus> {
  const { permissionsPolicy } = await import('../../collectors/index.js');
  await print(`${JSON.stringify(permissionsPolicy(), undefined, 2)}\n`);
  return EXIT.clean;
}
