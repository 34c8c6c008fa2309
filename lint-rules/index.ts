import type { Rule } from '../src/linter/index.js';
import trustNoDeletedPrincipal from './trust/no-deleted-principal.js';

/** Every rule, by id. `npm run generate` writes this list. */
export const rules: readonly Rule[] = [trustNoDeletedPrincipal];
