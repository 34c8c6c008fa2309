import type { PolicyTestResult } from '../../src/model/index.js';

/** `Expected explicitDeny, got allowed` */
export function outcome({ test: { expect }, evaluation: { decision, possible } }: PolicyTestResult): string {
  const got = expect.includes(decision) ? `undecided: ${either(possible)}` : `got ${decision}`;
  return `Expected ${either(expect)}, ${got}`;
}

/** `a`, `a or b`, `a, b or c` */
function either(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter((part) => part !== '').join(' or ');
}
