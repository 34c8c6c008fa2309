import { readFileSync } from 'node:fs';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type {
  AuditedAccount,
  AuditReport,
  CoverageGap,
  Evidence,
  Exception,
  Finding,
  FindingStep,
  ReportedRule,
} from '../../src/model/index.js';
import { REPORT_SCHEMA_VERSION } from '../../src/model/index.js';

/** A report with nothing in it but one account that was read, and what the test is about. */
export function auditReport(parts: Partial<AuditReport> = {}): AuditReport {
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool: { name: 'iamlint', version: '1.2.3', catalogueDate: '2026-09-26' },
    accounts: [auditedAccount()],
    policyFiles: 0,
    rules: [reportedRule()],
    findings: [],
    hiddenFindings: [],
    coverageGaps: [],
    ...parts,
  };
}

export function auditedAccount(parts: Partial<AuditedAccount> = {}): AuditedAccount {
  return {
    id: '111122223333',
    partition: 'aws',
    users: 12,
    groups: 3,
    roles: 40,
    managedPolicies: 22,
    buckets: 6,
    policyDocuments: 88,
    ...parts,
  };
}

export function reportedRule(parts: Partial<ReportedRule> = {}): ReportedRule {
  return {
    id: 'trust/no-public-principal',
    description: 'Disallow trust policies that let any AWS principal assume a role',
    severity: 'critical',
    confidence: 'high',
    remediation: 'Name the trusted accounts, or add a condition on the caller.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
    ],
    ...parts,
  };
}

/** A finding about the role `deploy`. Its fingerprint follows from `subject`, so two subjects are two findings. */
export function finding(parts: Partial<Finding> = {}): Finding {
  const subject = parts.subject ?? 'arn:aws:iam::111122223333:role/deploy';
  return {
    ruleId: 'trust/no-public-principal',
    messageId: 'wildcard',
    message: "Any AWS principal can assume 'deploy'. Its trust policy names everyone.",
    severity: 'critical',
    confidence: 'high',
    account: '111122223333',
    subject,
    locations: [evidence()],
    trace: [],
    cause: 'role-trust:deploy',
    fingerprint: fingerprintOf(subject),
    ...parts,
  };
}

/** The second of three lines of a trust policy, with the principal under the span. */
export function evidence(parts: Partial<Evidence> = {}): Evidence {
  return {
    location: {
      source: '111122223333/iam/role/deploy.json',
      path: ['AssumeRolePolicyDocument', 'Statement', 0, 'Principal'],
      span: {
        start: { line: 7, column: 21, offset: 130 },
        end: { line: 7, column: 24, offset: 133 },
      },
    },
    excerpt: ['        "Principal": "*",'],
    ...parts,
  };
}

/** Evidence for what a pair of guillemets encloses in `lines`: `"Action": «"*"»`. */
export function evidenceIn(lines: readonly string[], firstLine = 1): Evidence {
  const start = placeOf('«', lines, firstLine);
  const end = placeOf('»', lines, firstLine);
  const column = end.line === start.line ? end.column - 1 : end.column;
  return {
    location: {
      source: 'policy.json',
      path: [],
      span: { start, end: { ...end, column } },
    },
    excerpt: lines.map((line) => line.replace(/[«»]/g, '')),
  };
}

function placeOf(mark: string, lines: readonly string[], firstLine: number) {
  const index = lines.findIndex((line) => line.includes(mark));
  const column = lines[index]?.indexOf(mark) ?? 0;
  return { line: firstLine + index, column, offset: column };
}

export function step(parts: Partial<FindingStep> = {}): FindingStep {
  return {
    policyType: 'identity-based',
    policy: 'AdministratorAccess',
    owner: 'arn:aws:iam::aws:policy/AdministratorAccess',
    via: ['arn:aws:iam::111122223333:user/alice', 'arn:aws:iam::111122223333:group/admins'],
    text: 'It allows every action on every resource.',
    ...parts,
  };
}

export function coverageGap(parts: Partial<CoverageGap> = {}): CoverageGap {
  return {
    account: '111122223333',
    operation: 'iam:GetPolicyVersion',
    resource: 'arn:aws:iam::111122223333:policy/Deploy',
    errorCode: 'AccessDenied',
    message: 'The document of arn:aws:iam::111122223333:policy/Deploy could not be read.',
    missingPermission: 'iam:GetPolicyVersion',
    affects: ['arn:aws:iam::111122223333:role/deploy'],
    ...parts,
  };
}

export function exception(parts: Partial<Exception> = {}): Exception {
  return {
    rule: 'trust/no-public-principal',
    subject: 'arn:aws:iam::111122223333:role/deploy',
    reason: 'The pipeline moves in autumn.',
    expires: '2026-12-31',
    declaration: {
      location: {
        source: 'iamlint.config.yaml',
        path: ['exceptions', 0],
        span: { start: { line: 3, column: 4, offset: 20 }, end: { line: 6, column: 25, offset: 140 } },
      },
      excerpt: ['  - rule: trust/no-public-principal'],
    },
    ...parts,
  };
}

/** A report with something in every property that a report can have. */
export function fullReport(): AuditReport {
  return auditReport({
    accounts: [auditedAccount({ name: 'prod' })],
    preset: 'strict',
    findings: [
      finding({
        locations: [evidence({ label: 'everyone' }), evidence({ label: 'the same, elsewhere' })],
        trace: [step()],
        baselineState: 'new',
      }),
    ],
    hiddenFindings: [
      {
        ...finding({ locations: [evidence({ label: 'everyone' })], trace: [step()] }),
        exception: exception({ owner: 'the platform team', ticket: 'SEC-7' }),
      },
    ],
    coverageGaps: [coverageGap()],
  });
}

function fingerprintOf(subject: string): string {
  let sum = 0;
  for (const character of subject) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 2 ** 32;
  return sum.toString(16).padStart(32, '0');
}

/** Whether a JSON report keeps to the schema that the package publishes: what does not, one line each. */
export const jsonSchemaErrors = schemaCheck('../../reports/report.schema.json');

/** The same for a SARIF report and the schema of SARIF 2.1.0. */
export const sarifSchemaErrors = schemaCheck(
  '../../node_modules/@microsoft/sarif-multitool-ts/assets/sarif-2.1.0.schema.json',
);

function schemaCheck(path: string): (value: unknown) => readonly string[] {
  const schema = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as object;
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return (value) =>
    validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}
