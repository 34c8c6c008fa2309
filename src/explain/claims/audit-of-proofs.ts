import { createHash } from 'node:crypto';
import {
  REPORT_SCHEMA_VERSION,
  type AuditReport,
  type ClaimName,
  type CoverageGap,
  type Evidence,
  type Finding,
  type Proof,
  type ProofReport,
  type ReportedRule,
  type ReportedWitness,
} from '../../model/index.js';

const RULES: Readonly<Record<ClaimName, ReportedRule>> = {
  'not-granted': {
    id: 'prove/not-granted',
    description: 'The policy grants none of the access that it is claimed not to grant',
    severity: 'high',
    confidence: 'high',
    remediation: 'Narrow the statement that allows the request, or deny the request.',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html',
    ],
  },
  'not-public': {
    id: 'prove/not-public',
    description: 'The policy lets in nobody whom it does not name',
    severity: 'high',
    confidence: 'high',
    remediation: 'Name the principals that the policy is for, or add a condition on the caller.',
    references: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status',
    ],
  },
};

/**
 * Proofs as the report of an audit, for the formats that it has: what refutes a claim is a finding at the statement
 * that grants the access, and a claim that could not be decided is a gap.
 */
export function auditOfProofs({ proofs }: ProofReport, tool: AuditReport['tool']): AuditReport {
  const claims = new Set(proofs.map(({ claim }) => claim));
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool,
    accounts: [],
    policyFiles: new Set(proofs.map(({ file }) => file)).size,
    rules: [...claims].map((claim) => RULES[claim]),
    findings: proofs.flatMap(findingsOf),
    hiddenFindings: [],
    coverageGaps: proofs.filter(({ verdict }) => verdict === 'undecided').map(gapOf),
  };
}

/** One for each statement that grants what it should not, with the first request that shows it. */
function findingsOf(proof: Proof): readonly Finding[] {
  const findings = new Map<string, Finding>();
  for (const witness of proof.witnesses) {
    const finding = findingOf(proof, witness);
    if (!findings.has(finding.fingerprint)) findings.set(finding.fingerprint, finding);
  }
  return [...findings.values()];
}

function findingOf({ claim, file, policyType, answer }: Proof, witness: ReportedWitness): Finding {
  const { id, severity, confidence } = RULES[claim];
  const { request, grants } = witness;
  const [grant] = grants;
  const fingerprint = createHash('sha256')
    .update(
      JSON.stringify([
        'iamlint/prove/1',
        id,
        file,
        policyType,
        grant?.sid ?? [grant?.principal, grant?.action, grant?.resource, grant?.conditions],
      ]),
    )
    .digest('hex')
    .slice(0, 32);
  return {
    ruleId: id,
    messageId: claim,
    message: `${answer} For example, ${request.principal} may perform ${request.action} on ${request.resource}.`,
    severity,
    confidence,
    account: '',
    subject: file,
    locations: grant?.locations ?? [startOf(file)],
    trace: [],
    cause: fingerprint,
    fingerprint,
  };
}

/** Where no statement grants the access: an RCP allows what it does not deny. */
function startOf(source: string): Evidence {
  const start = { line: 1, column: 0, offset: 0 };
  return { location: { source, path: [], span: { start, end: start } }, excerpt: [] };
}

function gapOf({ claim, file, reasons, answer }: Proof): CoverageGap {
  return {
    account: '',
    operation: `iamlint prove --${claim}`,
    resource: file,
    errorCode: reasons.join(', '),
    message: answer,
    affects: [],
  };
}
