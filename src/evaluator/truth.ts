import type { Truth } from '../model/index.js';

/*
 * Kleene's three-valued logic. What it calls true or false is so whatever the unknowns are; it may call unknown
 * what two statements about the same key would settle between them.
 */

export function and(left: Truth, right: Truth): Truth {
  if (left === 'false' || right === 'false') return 'false';
  return left === 'true' && right === 'true' ? 'true' : 'unknown';
}

export function or(left: Truth, right: Truth): Truth {
  if (left === 'true' || right === 'true') return 'true';
  return left === 'false' && right === 'false' ? 'false' : 'unknown';
}

export function not(truth: Truth): Truth {
  if (truth === 'unknown') return truth;
  return truth === 'true' ? 'false' : 'true';
}

export function truth(value: boolean): Truth {
  return value ? 'true' : 'false';
}
