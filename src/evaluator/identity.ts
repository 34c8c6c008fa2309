import { parseArn, type Arn, type Requester } from '../model/index.js';

/** A requester in all the forms in which a policy can name it. */
export interface Identity {
  readonly kind: Requester['kind'];
  /** Whose service control and identity-based policies bind it; undefined for a service and for somebody anonymous. */
  readonly account: string | undefined;
  readonly partition: string | undefined;
  /** What `aws:PrincipalArn` holds; undefined where it is absent or not known. */
  readonly arn: string | undefined;
  /** What `aws:userid` holds, as far as it follows. */
  readonly userId: string | undefined;
  /** What `aws:username` holds. */
  readonly userName: string | undefined;
  /** The ARN that stands for the whole account. */
  readonly rootArn: string | undefined;
  /** The user or role whose policies count; for a federated user the user whose credentials were used. */
  readonly entity: string | undefined;
  /** The role's ARN without its path, where the path is not known and no more than this can be compared. */
  readonly roleWithoutPath: string | undefined;
  /** The ARN of the session; where that is not known, what the ARNs of all of the role's sessions start with. */
  readonly session: string | undefined;
  readonly isSessionKnown: boolean;
  /** A service's host name; an identity provider's ARN or host name. */
  readonly host: string | undefined;
  readonly serviceLinked: boolean;
}

const NOBODY: Identity = {
  kind: 'anonymous',
  account: undefined,
  partition: undefined,
  arn: undefined,
  userId: undefined,
  userName: undefined,
  rootArn: undefined,
  entity: undefined,
  roleWithoutPath: undefined,
  session: undefined,
  isSessionKnown: true,
  host: undefined,
  serviceLinked: false,
};

/** Whether it is a user or a role, or a session of one, of an account: who has identity-based policies. */
export function isEntity({ kind, account }: Identity): boolean {
  return account !== undefined && (kind === 'user' || kind === 'role' || kind === 'federated-user');
}

/** Whether a permissions boundary would limit it. */
export function isBounded(identity: Identity): boolean {
  return isEntity(identity) && !identity.serviceLinked;
}

/**
 * Where the ARNs of CloudFront's origin access identities say that they are. No account's policies bind them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
export const ORIGIN_ACCESS_ACCOUNT = 'cloudfront';

/** Requesters are few and their requests are many. */
const identified = new WeakMap<Requester, Identity>();

export function identify(requester: Requester): Identity {
  const known = identified.get(requester);
  if (known) return known;
  const identity = identityOf(requester);
  identified.set(requester, identity);
  return identity;
}

function identityOf(requester: Requester): Identity {
  switch (requester.kind) {
    case 'anonymous':
      return { ...NOBODY, userId: requester.kind };
    case 'service':
      return { ...NOBODY, kind: requester.kind, host: requester.service };
    case 'saml':
    case 'web-identity':
      return { ...NOBODY, kind: requester.kind, host: requester.provider };
    case 'root': {
      const { kind, account, partition = 'aws' } = requester;
      const rootArn = rootArnOf(partition, account);
      return { ...NOBODY, kind, account, partition, arn: rootArn, userId: account, rootArn };
    }
    case 'user':
      return user(requester);
    case 'federated-user':
      return federatedUser(requester);
    case 'role':
      return role(requester);
  }
}

/** The fields of a principal's ARN; what is not an ARN is nobody that a policy could name. */
function fieldsOf(text: string): Pick<Arn, 'account' | 'partition' | 'resource'> {
  return parseArn(text) ?? { account: '', partition: '', resource: '' };
}

function rootArnOf(partition: string, account: string): string {
  return `arn:${partition}:iam::${account}:root`;
}

function user({ kind, arn }: Extract<Requester, { kind: 'user' }>): Identity {
  const { account, partition, resource } = fieldsOf(arn);
  if (account === ORIGIN_ACCESS_ACCOUNT) return { ...NOBODY, kind, arn, entity: arn };
  const userName = resource.slice(resource.lastIndexOf('/') + 1);
  const rootArn = rootArnOf(partition, account);
  return { ...NOBODY, kind, account, partition, arn, userName, rootArn, entity: arn };
}

function federatedUser({ kind, arn, user }: Extract<Requester, { kind: 'federated-user' }>): Identity {
  const { account, partition, resource } = fieldsOf(arn);
  const userId = `${account}:${resource.slice(resource.indexOf('/') + 1)}`;
  const rootArn = rootArnOf(partition, account);
  return { ...NOBODY, kind, account, partition, arn, userId, rootArn, entity: user, session: arn };
}

const SERVICE_LINKED_PATH = 'role/aws-service-role/';

function role({ kind, arn, session, serviceLinked }: Extract<Requester, { kind: 'role' }>): Identity {
  const { account, partition, resource } = fieldsOf(arn);
  const isSession = resource.startsWith('assumed-role/');
  // A session's ARN has the role's name without its path, then its own.
  const [roleName = '', ownName] = isSession
    ? resource.split('/').slice(1)
    : [resource.slice(resource.lastIndexOf('/') + 1)];
  const sessionName = session ?? ownName;
  const withoutPath = `arn:${partition}:iam::${account}:role/${roleName}`;
  return {
    ...NOBODY,
    kind,
    account,
    partition,
    arn: !isSession ? arn : hasReservedPath(roleName) ? undefined : withoutPath,
    rootArn: rootArnOf(partition, account),
    entity: isSession ? undefined : arn,
    roleWithoutPath: isSession ? withoutPath : undefined,
    session: `arn:${partition}:sts::${account}:assumed-role/${roleName}/${sessionName ?? ''}`,
    isSessionKnown: sessionName !== undefined,
    serviceLinked: serviceLinked ?? resource.startsWith(SERVICE_LINKED_PATH),
  };
}

/** Roles that IAM Identity Center and services make always have a path, which their sessions' ARNs do not tell. */
function hasReservedPath(roleName: string): boolean {
  return roleName.startsWith('AWSReservedSSO_') || roleName.startsWith('AWSServiceRoleFor');
}
