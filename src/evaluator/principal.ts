import { accountNamedBy, isAccountId, parseArn, type PrincipalElement, type Requester, type Truth } from '../model/index.js';
import type { ContextValue } from './context.js';
import { or, truth } from './truth.js';

/**
 * How a resource-based policy names a requester. What it grants to an account leaves the decision to the account's
 * own policies; what it grants to a role is limited by the policies that limit the role's sessions; what it grants
 * to a user, to one session, or to everyone is limited by nothing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export type Naming = 'account' | 'entity' | 'everyone';

/** A requester in all the forms in which a policy can name it. */
export interface Identity {
  readonly kind: Requester['kind'];
  /** The account whose policies bind the requester; undefined for a service and for nobody in particular. */
  readonly account: string | undefined;
  readonly partition: string | undefined;
  /** What `aws:PrincipalArn` holds; undefined where there is none or it is not known. */
  readonly arn: string | undefined;
  /** The role or user that a policy names as a whole; for a federated user the user behind it. */
  readonly entity: string | undefined;
  /** The one session; for a role with `entity` undefined or `session` unknown it is a prefix. */
  readonly session: string | undefined;
  readonly sessionKnown: boolean;
  /** Whether the role's path is not known, so that only its name can be compared. */
  readonly pathUnknown: boolean;
  /** A service's host name, an identity provider's ARN or host name. */
  readonly host: string | undefined;
  readonly serviceLinked: boolean;
}

const NOBODY: Identity = {
  kind: 'anonymous',
  account: undefined,
  partition: undefined,
  arn: undefined,
  entity: undefined,
  session: undefined,
  sessionKnown: true,
  pathUnknown: false,
  host: undefined,
  serviceLinked: false,
};
