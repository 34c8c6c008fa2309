import { describe, expect, it } from 'vitest';
import { renderExplanation } from '../../reports/explanation/index.js';
import { exampleOrganization } from '../../src/demo/index.js';
import { explain, type Question } from '../../src/explain/index.js';
import { PolicyGraph } from '../../src/graph/index.js';
import type { Explanation } from '../../src/model/index.js';
import { normalize } from '../../src/normalizers/index.js';
import { snapshotText } from '../../src/snapshot/index.js';

const graph = new PolicyGraph(normalize(snapshotText({ ...exampleOrganization(), coverageGaps: [] })));
const workbench = (name: string) => `arn:aws:iam::111122223333:${name}`;
const vault = (name: string) => `arn:aws:iam::444455556666:${name}`;
const instances = 'arn:aws:ec2:us-east-1:111122223333:instance/*';

/** One question for each situation that the example organization holds, named for its golden file. */
const SITUATIONS: Readonly<Record<string, Omit<Question, 'context'> & Partial<Pick<Question, 'context'>>>> = {
  'deny-on-all-of-iam': { principal: 'db-admin', action: 'iam:ListRoles' },
  'dependent-action-denied': {
    principal: 'db-admin',
    action: 'rds:CreateDBInstance',
    resource: 'arn:aws:rds:us-east-1:111122223333:db:orders',
  },
  'switch-role-without-allow': {
    principal: 'A-san',
    action: 'sts:AssumeRole',
    resource: workbench('role/SwitchRole'),
  },
  'switch-role-with-allow': {
    principal: 'B-san',
    action: 'sts:AssumeRole',
    resource: workbench('role/SwitchRole'),
  },
  'role-that-names-the-user': {
    principal: 'instance-operator',
    action: 'sts:AssumeRole',
    resource: workbench('role/CloudOps'),
    context: { 'aws:MultiFactorAuthPresent': ['true'] },
  },
  'role-of-another-account': {
    principal: 'CloudOps',
    action: 'sts:AssumeRole',
    resource: vault('role/log-analyst'),
  },
  'trust-that-asks-for-an-external-id': {
    principal: 'arn:aws:iam::999900001111:role/iamlint-audit',
    action: 'sts:AssumeRole',
    resource: workbench('role/iamlint-audit'),
  },
  'boundary-denies': { principal: 'app-deployer', action: 'ec2:DescribeInstances' },
  'boundary-does-not-allow': {
    principal: 'pipeline-admin',
    action: 'iam:CreateRole',
    resource: workbench('role/pipeline-build'),
  },
  'scp-denies': { principal: 'instance-operator', action: 'ec2:RunInstances', resource: instances },
  'scp-excepts-the-role': { principal: 'CloudOps', action: 'ec2:RunInstances', resource: instances },
  'scp-and-boundary-deny': { principal: 'app-deployer', action: 'ec2:RunInstances', resource: instances },
  'deny-without-mfa': {
    principal: 'C-san',
    action: 's3:PutObject',
    resource: 'arn:aws:s3:::exampleorg-workbench/builds/app.zip',
  },
  'deny-without-mfa-by-access-key': {
    principal: 'C-san',
    action: 's3:PutObject',
    resource: 'arn:aws:s3:::exampleorg-workbench/builds/app.zip',
    context: { 'aws:MultiFactorAuthPresent': [] },
  },
  'deny-through-a-group': {
    principal: 'D-san',
    action: 's3:DeleteObject',
    resource: 'arn:aws:s3:::exampleorg-workbench/reports/2026.csv',
  },
  'misspelt-deny': {
    principal: 'backup-operator',
    action: 's3:DeleteObject',
    resource: 'arn:aws:s3:::exampleorg-workbench/backups/monday.tar',
  },
  'bucket-lets-nobody-in-from-the-target-account': {
    principal: vault('role/AWSCloudFormationStackSetExecutionRole'),
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::exampleorg-stackset-templates/network.yaml',
  },
  'caller-of-another-account-has-no-allow': {
    principal: 'payroll-reader',
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::exampleorg-press-kit/logo.png',
  },
  'bucket-denies-by-user-id': {
    principal: 'payroll-reader',
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::exampleorg-payroll/2026-09.csv',
  },
  'bucket-lists-the-user-id': {
    principal: 'arn:aws:sts::444455556666:assumed-role/payroll-admin/ann',
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::exampleorg-payroll/2026-09.csv',
  },
  'bucket-denies-by-vpc-endpoint': {
    principal: 'log-analyst',
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::exampleorg-audit-logs/AWSLogs/today.json.gz',
  },
  'bucket-denies-the-console': {
    principal: 'log-analyst',
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::exampleorg-audit-logs/AWSLogs/today.json.gz',
    context: { 'aws:SourceVpce': [] },
  },
  'public-bucket': {
    principal: 'anonymous',
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::exampleorg-press-kit/logo.png',
  },
  'service-assumes-its-role': {
    principal: 'lambda.amazonaws.com',
    action: 'sts:AssumeRole',
    resource: workbench('role/order-processor'),
  },
  'service-assumes-the-role-of-another': {
    principal: 'ec2.amazonaws.com',
    action: 'sts:AssumeRole',
    resource: workbench('role/order-processor'),
  },
  'pass-role-allowed': {
    principal: 'function-deployer',
    action: 'iam:PassRole',
    resource: workbench('role/order-processor'),
  },
  'pass-role-without-allow': {
    principal: 'instance-operator',
    action: 'iam:PassRole',
    resource: workbench('role/batch-worker'),
  },
  'trust-of-github': {
    principal: workbench('oidc-provider/token.actions.githubusercontent.com'),
    action: 'sts:AssumeRoleWithWebIdentity',
    resource: workbench('role/github-deploy'),
  },
};

const asked = Object.entries(SITUATIONS).map(([name, question]): [string, Explanation] => [
  name,
  explain(graph, { context: {}, ...question }),
]);

describe('what iamlint explain says of the example organization', () => {
  it.each(asked)('%s', async (name, explanation) => {
    await expect(renderExplanation('text', explanation)).toMatchFileSnapshot(
      `../fixtures/explain/${name}.txt`,
    );
  });

  it('is the same each time', () => {
    const again = Object.values(SITUATIONS).map((question) => explain(graph, { context: {}, ...question }));
    expect(JSON.stringify(again)).toBe(JSON.stringify(asked.map(([, explanation]) => explanation)));
  });

  it.each(asked)('never grants more than what is asked for: %s', (_, { mends, request, related }) => {
    const needed = [request, ...related];
    const granted = mends
      .flatMap(({ alternatives }) => alternatives)
      .flatMap(({ kind, statements }) => (kind === 'addAllow' ? statements : [])) as unknown as readonly {
      readonly Action: string | readonly string[];
      readonly Resource?: string;
    }[];
    for (const { Action, Resource } of granted) {
      for (const action of [Action].flat()) {
        expect(needed).toContainEqual(
          expect.objectContaining({ action, ...(Resource !== undefined && { resource: Resource }) }),
        );
      }
    }
  });

  it.each(asked)('ends its mends with the request allowed: %s', (_, { mends }) => {
    const last = mends.at(-1)?.alternatives[0];
    expect(last?.effect.possible ?? ['allowed']).toEqual(['allowed']);
  });
});
