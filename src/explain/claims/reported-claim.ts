import {
  evidenceAt,
  type Claim,
  type Element,
  type Evidence,
  type PolicyDocument,
  type PrincipalElement,
  type ReportedClaim,
  type ReportedElement,
  type ReportedStatement,
  type ReportedWitness,
  type Request,
  type StatementIn,
  type Witness,
} from '../../model/index.js';
import { actionToken, resourceToken } from '../answer/statements.js';
import { principalText } from '../answer/words.js';
import { accessShownBy } from './access.js';

/** What people call a document, and how it reaches a principal where it belongs to one. */
export type OriginOf = (document: PolicyDocument) => string;

/**
 * A claim with its statements as text and places.
 *
 * @param grantingOrigin of the documents that allow the witnesses
 * @param otherOrigin of those that do not
 */
export function reportedClaim(
  { verdict, reasons, witnesses }: Claim,
  grantingOrigin: OriginOf,
  otherOrigin: OriginOf = grantingOrigin,
): ReportedClaim {
  return {
    verdict,
    reasons,
    access: accessShownBy(witnesses),
    witnesses: witnesses.map((witness) => reportedWitness(witness, grantingOrigin, otherOrigin)),
  };
}

function reportedWitness(
  { request, actions, grants, denials }: Witness,
  grantingOrigin: OriginOf,
  otherOrigin: OriginOf,
): ReportedWitness {
  const { principal, action, resource, context, absentKeys = [], resourceAccount } = request;
  return {
    request: {
      principal: principalText(principal),
      action,
      resource,
      context,
      absentKeys,
      ...(resourceAccount !== undefined && { resourceAccount }),
    },
    actions,
    grants: grants.map((grant) => reportedStatement(grant, request, grantingOrigin)),
    denials: denials.map((denial) => reportedStatement(denial, request, otherOrigin)),
  };
}

function reportedStatement(
  { document, statement }: StatementIn,
  request: Request,
  originOf: OriginOf,
): ReportedStatement {
  const { index, sid, effect, principal, action, resource, conditions } = statement;
  return {
    policyType: document.type,
    policy: document.name,
    owner: document.owner,
    origin: originOf(document),
    index,
    ...(sid && { sid: sid.value }),
    effect,
    ...(principal && { principal: principalElement(principal) }),
    ...(action && { action: element(action) }),
    ...(resource && { resource: element(resource) }),
    conditions: conditions.map(({ operator, key, values }) => ({
      operator: operator.value,
      key: key.value,
      values: values.map(({ value }) => value),
    })),
    locations: locationsOf({ document, statement }, request),
  };
}

function element({ negated, values }: Element): ReportedElement {
  return { negated, values: values.map(({ value }) => value) };
}

function principalElement({ negated, values }: PrincipalElement): ReportedElement {
  return { negated, values: values.map(({ token }) => token.value) };
}

/** The action first, then what narrows the statement. */
function locationsOf({ statement }: StatementIn, request: Request): readonly [Evidence, ...Evidence[]] {
  const { effect, resource, conditions } = statement;
  const label = effect === 'Allow' ? 'allows it' : 'denies it';
  const narrow = resource && resourceToken(resource, request.resource);
  return [
    { ...evidenceAt(actionToken(statement, request.action) ?? statement.token), label },
    ...(narrow && narrow.value !== '*' ? [evidenceAt(narrow)] : []),
    ...conditions.map(({ key }) => evidenceAt(key)),
  ];
}
