import type { AuditReport } from '../src/model/index.js';

/**
 * Every property of a report, in the order it is written in: what identifies a thing first, its evidence last.
 * `JSON.stringify` writes these, in this order, and no others.
 */
const PROPERTIES = [
  'schemaVersion',
  'tool',
  'id',
  'partition',
  'name',
  'version',
  'catalogueDate',
  'accounts',
  'users',
  'groups',
  'roles',
  'managedPolicies',
  'buckets',
  'policyDocuments',
  'rules',
  'ruleId',
  'messageId',
  'description',
  'message',
  'severity',
  'confidence',
  'remediation',
  'references',
  'findings',
  'account',
  'operation',
  'resource',
  'errorCode',
  'missingPermission',
  'affects',
  'subject',
  'cause',
  'fingerprint',
  'locations',
  'location',
  'source',
  'path',
  'span',
  'start',
  'end',
  'line',
  'column',
  'offset',
  'excerpt',
  'label',
  'trace',
  'policyType',
  'policy',
  'owner',
  'via',
  'text',
  'coverageGaps',
];

/** The whole report, for programs. `report.schema.json` is its schema. */
export function renderJson(report: AuditReport): string {
  return `${JSON.stringify(report, PROPERTIES, 2)}\n`;
}
