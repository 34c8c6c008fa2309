import { parseArn, type Requester } from '../model/index.js';

/** A requester in all the forms in which a policy can name it. */
export interface Identity {
  readonly kind: Requester['kind'];
  /** Whose service control and identity-based policies bind it; undefined for a service and for somebody anonymous. */
  readonly account: string | undefined;
  readonly partition: string | undefined;
  /** What `aws:PrincipalArn` holds; undefined where it is absent or not known. */
  readonly arn: string | undefined;
  /** The user or role whose policies count; for a federated user the user whose credentials were used. */
  readonly entity: string | undefined;
  /** The role's ARN without its path, where the path is not known and no more than this can be compared. */
  readonly roleWithoutPath: string | undefined;
  /** The ARN of the session; where that is not known, what the ARNs of all of the role's sessions start with. */
  readonly session: string | undefined;
  readonly isSessionKnown: boolean;
  /** A service's or an identity provider's host name, or the provider's ARN. */
  readonly host: string | undefined;
  readonly serviceLinked: boolean;
}

const NOBODY: Identity = {
  kind: 'anonymous',
  account: undefined,
  partition: undefined,
  arn: undefined,
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
      return NOBODY;
    case 'service':
      return { ...NOBODY, kind: requester.kind, host: requester.service };
    case 'saml':
    case 'web-identity': {
      const { kind, provider } = requester;
      return { ...NOBODY, kind, partition: parseArn(provider)?.partition, host: provider };
    }
    case 'root': {
      const { kind, account, partition = 'aws' } = requester;
      return { ...NOBODY, kind, account, partition, arn: `arn:${partition}:iam::${account}:root` };
    }
    case 'user': {
      const { kind, arn } = requester;
      const { account, partition } = placeOf(arn);
      if (account === ORIGIN_ACCESS_ACCOUNT) return { ...NOBODY, kind, partition, arn, entity: arn };
      return { ...NOBODY, kind, account, partition, arn, entity: arn };
    }
    case 'federated-user': {
      const { kind, arn, user } = requester;
      const { account, partition } = placeOf(arn);
      return { ...NOBODY, kind, account, partition, arn, entity: user, session: arn };
    }
    case 'role':
      return role(requester);
  }
}

function placeOf(arn: string): {
  readonly account: string;
  readonly partition: string;
  readonly resource: string;
} {
  return parseArn(arn) ?? { account: '', partition: 'aws', resource: '' };
}

const SERVICE_LINKED_PATH = 'role/aws-service-role/';

/** A session's ARN has the role's name without its path. */
function role({ kind, arn, session, serviceLinked }: Extract<Requester, { kind: 'role' }>): Identity {
  const { account, partition, resource } = placeOf(arn);
  const [type, ...path] = resource.split('/');
  const isSession = type === 'assumed-role';
  const name = (isSession ? path[0] : path.at(-1)) ?? '';
  const sessionName = session ?? (isSession ? path[1] : undefined);
  const withoutPath = `arn:${partition}:iam::${account}:role/${name}`;
  return {
    ...NOBODY,
    kind,
    account,
    partition,
    arn: !isSession ? arn : hasReservedPath(name) ? undefined : withoutPath,
    entity: isSession ? undefined : arn,
    roleWithoutPath: isSession ? withoutPath : undefined,
    session: `arn:${partition}:sts::${account}:assumed-role/${name}/${sessionName ?? ''}`,
    isSessionKnown: sessionName !== undefined,
    serviceLinked: serviceLinked ?? resource.startsWith(SERVICE_LINKED_PATH),
  };
}

/** Roles that IAM Identity Center and services make always have a path, which their sessions' ARNs do not tell. */
function hasReservedPath(roleName: string): boolean {
  return roleName.startsWith('AWSReservedSSO_') || roleName.startsWith('AWSServiceRoleFor');
}
