import type { RuleMeta } from './rule.js';

/** The public catalogues that rules answer: how the command line and how a page calls each. */
export const CATALOGUES = [
  { key: 'cisV5', name: 'cis-v5', title: 'CIS AWS Foundations v5.0.0' },
  { key: 'cisV6', name: 'cis-v6', title: 'CIS AWS Foundations v6.0.0' },
  { key: 'securityHub', name: 'security-hub', title: 'Security Hub' },
  { key: 'cwe', name: 'cwe', title: 'CWE' },
  { key: 'accessAnalyzer', name: 'access-analyzer', title: 'Access Analyzer' },
] as const;

export type Catalogue = (typeof CATALOGUES)[number];

/** The items of a catalogue that a rule answers. */
export function answersOf({ compliance, accessAnalyzer }: RuleMeta, { key }: Catalogue): readonly string[] {
  return { ...compliance, accessAnalyzer }[key] ?? [];
}
