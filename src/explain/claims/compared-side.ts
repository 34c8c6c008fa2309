import { policiesFor, type PolicyGraph } from '../../graph/index.js';
import {
  parseArn,
  type ApplicablePolicies,
  type Entity,
  type PolicyDocument,
  type Request,
  type Requester,
} from '../../model/index.js';
import { originOf, shortName } from '../answer/words.js';
import { QuestionError } from '../question/index.js';
import type { OriginOf } from './reported-claim.js';

/** The accounts before or after a change. */
export interface ComparedSide {
  /** What the user calls it. */
  readonly name: string;
  readonly graph: PolicyGraph;
}

/** What bears on a user or role before or after the change. */
export interface PrincipalSide {
  /** Undefined where the account does not have it. */
  readonly entity: Entity | undefined;
  readonly requester: Requester;
  /** What limits the resources has no part in it. */
  readonly policies: ApplicablePolicies;
  /** What AWS says of the principal with each of its requests. */
  readonly known: Request['context'];
  readonly originOf: OriginOf;
}

/** @throws QuestionError where it is not known whether there is such a principal */
export function principalSide({ name, graph }: ComparedSide, arn: string): PrincipalSide {
  const entity = graph.entity(arn);
  if (entity === undefined) checkIsMissing(graph, name, arn);
  const requester: Requester =
    entity?.kind === 'role'
      ? { kind: 'role', arn, serviceLinked: entity.serviceLinked }
      : { kind: shortName(arn).startsWith('role/') ? 'role' : 'user', arn };
  const bearing = policiesFor(graph, {
    principal: requester,
    action: 'sts:GetCallerIdentity',
    resource: '*',
    context: {},
  });
  return {
    entity,
    requester,
    policies: entity ? ownPolicies(graph, entity) : { identity: [] },
    known: Object.fromEntries(
      Object.entries(bearing.request.context).filter(([key]) => !/^aws:resource/i.test(key)),
    ),
    originOf: (document: PolicyDocument) => originOf(graph, bearing, document),
  };
}

function checkIsMissing(graph: PolicyGraph, name: string, arn: string): void {
  const account = parseArn(arn)?.account ?? '';
  if (graph.account(account) === undefined) {
    throw new QuestionError(
      `${name} does not hold the account ${account}, so nobody can say what ${shortName(arn)} may do there.`,
      'Compare two snapshots that both hold the account.',
    );
  }
  if (graph.coverageGaps.some((gap) => gap.account === account && gap.operation === LISTS_ENTITIES)) {
    throw new QuestionError(
      `${name} does not have ${arn}, and users or roles of the account could not be read.`,
      'Collect the account again, with the permissions that iamlint permissions prints.',
    );
  }
}

const LISTS_ENTITIES = 'iam:GetAccountAuthorizationDetails';

function ownPolicies(graph: PolicyGraph, entity: Entity): ApplicablePolicies {
  const { unknownTypes = [], ...policies } = graph.applicablePolicies(entity);
  const unread = unknownTypes.filter((type) => type !== 'resource-control');
  return { ...policies, ...(unread.length > 0 && { unknownTypes: unread }) };
}
