import type { PolicyTestResult } from '../../src/model/index.js';

/** `expected explicitDeny, got allowed` */
export function outcome({ test: { expect }, evaluation: { decision, possible } }: PolicyTestResult): string {
  const got = expect.includes(decision) ? `${possible.join(' or ')}, undecided` : decision;
  return `expected ${expect.join(' or ')}, got ${got}`;
}
