import { createHash } from 'node:crypto';
import type {
  AttachedPolicy,
  BucketDetail,
  GroupDetail,
  InlinePolicy,
  InstanceProfile,
  JsonValue,
  ManagedPolicyDetail,
  OpenIDConnectProvider,
  PublicAccessBlock,
  RawDocument,
  RoleDetail,
  UserDetail,
} from '../../model/index.js';

interface Policies {
  readonly attached?: readonly ManagedPolicyDetail[];
  /** Embedded policies by name. */
  readonly inline?: Readonly<Record<string, RawDocument>>;
}

interface EntityPolicies extends Policies {
  readonly boundary?: ManagedPolicyDetail;
}

/** The IAM entities and identities of one account, in the shapes of AWS's API. */
export function entitiesOf(account: string) {
  const arnOf = (resource: string) => `arn:aws:iam::${account}:${resource}`;

  const user = (
    name: string,
    policies: EntityPolicies & { readonly groups?: readonly GroupDetail[] },
  ): UserDetail => {
    const Arn = arnOf(`user/${name}`);
    return {
      Arn,
      UserName: name,
      UserId: uniqueId('AIDA', Arn),
      Path: '/',
      GroupList: (policies.groups ?? []).map((group) => group.GroupName),
      UserPolicyList: embedded(policies),
      AttachedManagedPolicies: attachments(policies),
      ...boundaryOf(policies),
      Tags: [],
    };
  };

  const group = (name: string, policies: Policies): GroupDetail => {
    const Arn = arnOf(`group/${name}`);
    return {
      Arn,
      GroupName: name,
      GroupId: uniqueId('AGPA', Arn),
      Path: '/',
      GroupPolicyList: embedded(policies),
      AttachedManagedPolicies: attachments(policies),
    };
  };

  const role = (
    name: string,
    trust: RawDocument,
    policies: EntityPolicies & { readonly path?: string; readonly description?: string },
  ): RoleDetail => {
    const Path = policies.path ?? '/';
    const Arn = arnOf(`role${Path}${name}`);
    return {
      Arn,
      RoleName: name,
      RoleId: uniqueId('AROA', Arn),
      Path,
      AssumeRolePolicyDocument: trust,
      RolePolicyList: embedded(policies),
      AttachedManagedPolicies: attachments(policies),
      ...boundaryOf(policies),
      MaxSessionDuration: 3600,
      ...(policies.description === undefined ? {} : { Description: policies.description }),
      Tags: [],
    };
  };

  /** A customer managed policy. */
  const policy = (name: string, document: RawDocument): ManagedPolicyDetail =>
    managedPolicy(arnOf(`policy/${name}`), 'v1', document);

  /** As the console makes it: with the name of its only role. */
  const instanceProfile = (only: RoleDetail): InstanceProfile => {
    const Arn = arnOf(`instance-profile/${only.RoleName}`);
    return {
      Arn,
      InstanceProfileName: only.RoleName,
      InstanceProfileId: uniqueId('AIPA', Arn),
      Path: '/',
      Roles: [only.Arn],
    };
  };

  const openIDConnectProvider = (host: string, clientIds: readonly string[]): OpenIDConnectProvider => ({
    Arn: arnOf(`oidc-provider/${host}`),
    Url: host,
    ClientIDList: clientIds,
  });

  return { arnOf, user, group, role, policy, instanceProfile, openIDConnectProvider };
}

/** A policy document of the current version of the policy language. */
export function document(...statements: readonly Readonly<Record<string, JsonValue>>[]): RawDocument {
  return { Version: '2012-10-17', Statement: statements };
}

/** The role trust policy of a role for one AWS service, with nothing to say on whose behalf the service calls. */
export function trustOf(service: string): RawDocument {
  return document({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' });
}

/** A managed policy, AWS's own or a customer's, with one version. */
export function managedPolicy(arn: string, version: string, document: RawDocument): ManagedPolicyDetail {
  const [, , , , , resource = ''] = arn.split(':');
  const segments = resource.split('/').slice(1);
  const name = segments.pop() ?? '';
  return {
    Arn: arn,
    PolicyName: name,
    PolicyId: uniqueId('ANPA', arn),
    Path: ['', ...segments, ''].join('/'),
    DefaultVersionId: version,
    PolicyVersionList: [{ VersionId: version, IsDefaultVersion: true, Document: document }],
  };
}

/** Every setting on, or every setting off. */
export function publicAccessBlock(on: boolean): PublicAccessBlock {
  return { BlockPublicAcls: on, IgnorePublicAcls: on, BlockPublicPolicy: on, RestrictPublicBuckets: on };
}

/** A bucket as S3 makes it today: private, access control lists off. What differs is given. */
export function bucket(name: string, differences: Partial<BucketDetail>): BucketDetail {
  const owner = 'e2f1d0c9b8a79685746352413021f0e9d8c7b6a5948372615041302f1e0d9c8b';
  return {
    Name: name,
    Arn: `arn:aws:s3:::${name}`,
    Region: 'us-east-1',
    Policy: null,
    PolicyStatus: differences.Policy ? { IsPublic: false } : null,
    PublicAccessBlock: publicAccessBlock(true),
    ObjectOwnership: 'BucketOwnerEnforced',
    Acl: {
      OwnerId: owner,
      Grants: [{ Grantee: { Type: 'CanonicalUser', ID: owner }, Permission: 'FULL_CONTROL' }],
    },
    ...differences,
  };
}

function attachments({ attached = [] }: Policies): AttachedPolicy[] {
  return attached.map(({ PolicyName, Arn }) => ({ PolicyName, PolicyArn: Arn }));
}

function embedded({ inline = {} }: Policies): InlinePolicy[] {
  return Object.entries(inline).map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument }));
}

function boundaryOf({ boundary }: EntityPolicies): Pick<UserDetail, 'PermissionsBoundary'> {
  return boundary === undefined ? {} : { PermissionsBoundary: { PermissionsBoundaryArn: boundary.Arn } };
}

/**
 * The same id for the same ARN, as long as AWS's own.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
function uniqueId(prefix: string, arn: string): string {
  return prefix + createHash('sha256').update(arn).digest('hex').toUpperCase().slice(0, 17);
}
