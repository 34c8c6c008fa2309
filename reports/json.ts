import type { AuditReport } from '../src/model/index.js';

/** The names of all properties in `T`, at any depth. */
type PropertyName<T> = T extends readonly (infer Item)[]
  ? PropertyName<Item>
  : T extends object
    ? { [Name in keyof T & string]-?: Name | PropertyName<T[Name]> }[keyof T & string]
    : never;

/**
 * Every property of a report, in the order they are written in: what identifies a thing first, its evidence last. A
 * property that the model gains and this lacks does not compile; it would be missing from the report.
 */
const PROPERTIES: Readonly<Record<PropertyName<AuditReport>, true>> = {
  schemaVersion: true,
  tool: true,
  id: true,
  partition: true,
  name: true,
  version: true,
  catalogueDate: true,
  accounts: true,
  policyFiles: true,
  users: true,
  groups: true,
  roles: true,
  managedPolicies: true,
  buckets: true,
  policyDocuments: true,
  preset: true,
  rules: true,
  ruleId: true,
  messageId: true,
  description: true,
  message: true,
  severity: true,
  confidence: true,
  remediation: true,
  references: true,
  findings: true,
  account: true,
  operation: true,
  resource: true,
  errorCode: true,
  missingPermission: true,
  affects: true,
  subject: true,
  knownRole: true,
  cause: true,
  fingerprint: true,
  baselineState: true,
  locations: true,
  location: true,
  source: true,
  path: true,
  span: true,
  start: true,
  end: true,
  line: true,
  column: true,
  offset: true,
  excerpt: true,
  label: true,
  trace: true,
  policyType: true,
  policy: true,
  owner: true,
  via: true,
  text: true,
  hiddenFindings: true,
  exception: true,
  rule: true,
  reason: true,
  expires: true,
  ticket: true,
  declaration: true,
  coverageGaps: true,
};

/** The whole report, for programs. `report.schema.json` is its schema. */
export function renderJson(report: AuditReport): string {
  return `${JSON.stringify(report, Object.keys(PROPERTIES), 2)}\n`;
}
