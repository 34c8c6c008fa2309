import type { PolicyGraph } from '../../graph/index.js';
import {
  CLAIM_REPORT_SCHEMA_VERSION,
  type ApplicablePolicies,
  type Claim,
  type Comparison,
  type Entity,
} from '../../model/index.js';
import { noNewAccess, type PrincipalAccess } from '../../prover/index.js';
import { policyTypes } from '../answer/words.js';
import { QuestionError } from '../question/index.js';
import { resolvePrincipal } from '../question/principal.js';
import { principalSide, type ComparedSide, type PrincipalSide } from './compared-side.js';
import { answerOf } from './comparison.js';
import { reportedClaim } from './reported-claim.js';

/**
 * What the changes from one snapshot to another do to the access of a user or role: by its own policies and those of
 * its groups, within its permissions boundary and the SCPs. Policies of resources and RCPs have no part in it. A
 * principal that one of the snapshots does not have has no access there.
 *
 * @param text an ARN, or a name in one of the snapshots
 * @throws QuestionError where the text names no user or role in either, or a snapshot cannot tell
 */
export function comparePrincipals(before: ComparedSide, after: ComparedSide, text: string): Comparison {
  const { arn } = entityOf(before.graph, after.graph, text);
  const sides = [principalSide(before, arn), principalSide(after, arn)] as const;
  const withoutControl = sides.every(({ policies }) => isControlUnread(policies));
  const [existing, proposed] = withoutControl ? [asRead(sides[0]), asRead(sides[1])] : sides;
  const newAccess = reportedClaim(claim(existing, proposed), proposed.originOf, existing.originOf);
  const lostAccess = reportedClaim(claim(proposed, existing), existing.originOf, proposed.originOf);
  return {
    kind: 'comparison',
    schemaVersion: CLAIM_REPORT_SCHEMA_VERSION,
    old: before.name,
    new: after.name,
    principal: arn,
    answer: answerOf(newAccess, lostAccess),
    remarks: [
      ...remarksOn(existing, before.name, arn),
      ...remarksOn(proposed, after.name, arn),
      ...(withoutControl
        ? ['Neither side says what the service control policies are: they may take away some of this access.']
        : []),
    ],
    newAccess,
    lostAccess,
  };
}

/** The principal on the side after the change, or before it where it is gone since. */
function entityOf(before: PolicyGraph, after: PolicyGraph, text: string): Entity {
  const now = entityNamed(after, text);
  if (!(now instanceof QuestionError)) return now;
  const then = entityNamed(before, text);
  if (then instanceof QuestionError) throw now;
  return then;
}

function entityNamed(graph: PolicyGraph, text: string): Entity | QuestionError {
  try {
    const requester = resolvePrincipal(graph, text);
    const entity = 'arn' in requester ? graph.entity(requester.arn) : undefined;
    return (
      entity ??
      new QuestionError(
        `'${text}' is no user or role of the snapshots.`,
        'Give the ARN or the name of a user or role whose account they hold.',
      )
    );
  } catch (error) {
    if (error instanceof QuestionError) return error;
    throw error;
  }
}

/** Whether nothing at all is known of the SCPs. */
function isControlUnread({ serviceControl, unknownTypes = [] }: ApplicablePolicies): boolean {
  return serviceControl === undefined && unknownTypes.includes('service-control');
}

/** Without the SCPs that are unread: the same ones, as far as anybody knows, limit both sides. */
function asRead(side: PrincipalSide): PrincipalSide {
  const unknownTypes = (side.policies.unknownTypes ?? []).filter((type) => type !== 'service-control');
  return { ...side, policies: { ...side.policies, unknownTypes } };
}

/** Claims that the proposed side permits nothing that the existing one does not, of requests as the principal can make them. */
function claim(existing: PrincipalSide, proposed: PrincipalSide): Claim {
  return noNewAccess(accessOn(existing), accessOn(proposed), { requesters: [proposed.requester] });
}

function accessOn({ policies, known }: PrincipalSide): PrincipalAccess {
  return { policies, context: known };
}

function remarksOn({ entity, policies }: PrincipalSide, name: string, arn: string): readonly string[] {
  if (entity === undefined) return [`${name} has no ${arn}: it has no access there.`];
  return (policies.unknownTypes ?? []).map(
    (type) => `In ${name}, not all ${policyTypes(type)} that bear on it could be read.`,
  );
}
