import type { JsonValue } from '../../src/model/index.js';

export type StatementExample = Readonly<Record<string, JsonValue>>;

/** The ARN of something of IAM in the account that examples are about. */
export const arn = (resource: string) => `arn:aws:iam::111122223333:${resource}`;
export const awsManaged = (name: string) => `arn:aws:iam::aws:policy/${name}`;

type Values = string | readonly string[];

export const allow = (Action: Values, Resource: Values = '*', more: StatementExample = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

export const deny = (Action: Values, Resource: Values = '*', more: StatementExample = {}) => ({
  Effect: 'Deny',
  Action,
  Resource,
  ...more,
});

export const allowAllBut = (NotAction: Values) => ({ Effect: 'Allow', NotAction, Resource: '*' });
export const denyAllBut = (NotAction: Values) => ({ Effect: 'Deny', NotAction, Resource: '*' });

export const document = (...Statement: readonly StatementExample[]) => ({ Version: '2012-10-17', Statement });

/** An embedded policy. */
export const embedded = (PolicyName: string, ...statements: readonly StatementExample[]) => ({
  PolicyName,
  PolicyDocument: document(...statements),
});

/** A customer managed policy. */
export const managed = (name: string, ...statements: readonly StatementExample[]) => ({
  Arn: arn(`policy/${name}`),
  PolicyVersionList: [{ Document: document(...statements) }],
});

export const attached = (...arns: readonly string[]) => ({
  AttachedManagedPolicies: arns.map((PolicyArn) => ({ PolicyArn })),
});

export const boundedBy = (name: string) => ({
  PermissionsBoundary: { PermissionsBoundaryArn: arn(`policy/${name}`) },
});
