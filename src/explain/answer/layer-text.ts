import { accountOf } from '../../graph/index.js';
import { listing, type LayerTrace, type PolicyDocument, type StatementTrace } from '../../model/index.js';
import { closestText } from './near-misses.js';
import type { Situation } from './situation.js';
import {
  accountName,
  originOf,
  placeName,
  policyName,
  policyTypes,
  principalName,
  shortName,
  upperFirst,
} from './words.js';

/** The place in the organization that a level stands for. */
export function levelOf(
  { graph, bearing }: Situation,
  { policyType, level }: Pick<LayerTrace, 'policyType' | 'level'>,
): { readonly id: string; readonly name: string } | undefined {
  if (level === undefined) return undefined;
  const levels = policyType === 'service-control' ? bearing.serviceControl : bearing.resourceControl;
  const id = levels[level]?.target;
  return id === undefined ? undefined : { id, name: placeName(graph, id) };
}

/** The types that give access; the others only keep from taking it. */
const GRANTING: ReadonlySet<LayerTrace['policyType']> = new Set([
  'identity-based',
  'resource-based',
  'role-trust',
]);

/** What a layer says, in one or two sentences. */
export function layerText(situation: Situation, layer: LayerTrace): string {
  const { graph, bearing, request } = situation;
  const type = layer.policyType;
  const principal = principalName(request.principal);
  const origins = (documents: readonly PolicyDocument[]): string =>
    upperFirst(
      listing(
        documents.map((document) =>
          layer.level === undefined ? originOf(graph, bearing, document) : policyName(document),
        ),
      ),
    );
  switch (layer.reason) {
    case 'allowedByStatement': {
      const documents = documentsOf(layer, (trace) => applies(trace, 'Allow'));
      return `${origins(documents)} ${documents.length === 1 ? 'allows' : 'allow'} it.`;
    }
    case 'deniedByStatement': {
      const documents = documentsOf(layer, (trace) => applies(trace, 'Deny'));
      return `${origins(documents)} ${documents.length === 1 ? 'denies' : 'deny'} it.`;
    }
    case 'noStatementAllows':
      return `${nothingAllows(situation, layer)}${closestText(layer)}`;
    case 'noStatementDenies':
      return 'None denies it, which is all that resource control policies do.';
    case 'dependsOnContext': {
      const keys = [...new Set(layer.statements.flatMap(({ unknownKeys }) => unknownKeys))];
      const documents = documentsOf(layer, ({ applies }) => applies === 'unknown');
      return documents.length === 0
        ? 'It depends on what is not known of the request.'
        : `${origins(documents)}: it depends on ${listing(keys)}.`;
    }
    case 'notRead':
      return `${upperFirst(policyTypes(type))} were not read in full: what is missing may ${GRANTING.has(type) ? 'allow it or deny it' : 'deny it'}.`;
    case 'noPolicies':
      if (type === 'session' || type === 'vpc-endpoint')
        return `A snapshot holds no ${policyTypes(type)}. One that the request meets could deny it too.`;
      return layer.outcome === 'implicitDeny'
        ? `${request.resource} has no policy of its own, and one would have to let ${principal} in.`
        : 'There is none.';
    case 'notApplicable':
      return `It has no say over ${principal}.`;
    case 'exemptManagementAccount':
      return type === 'service-control'
        ? 'Service control policies do not bind principals of the management account.'
        : 'Resource control policies do not bind resources of the management account.';
    case 'exemptServiceLinkedRole':
      return `${upperFirst(policyTypes(type))} do not bind service-linked roles.`;
    case 'exemptAction':
      return `${upperFirst(policyTypes(type))} do not bind ${request.action}.`;
    case 'bypassedByResourcePolicy':
      return `It does not allow it and does not have to: ${ownPolicyName(situation)} grants the access to ${principal} directly.`;
    case 'allowedByIdentityPolicy':
      return `${upperFirst(ownPolicyName(situation))} does not allow it and does not have to: within one account the identity-based policies are enough.`;
    case 'rootUser':
      return 'The root user of an account needs no Allow in it.';
    case 'rootUserAssumesNoRole':
      return 'STS lets no root user assume a role. A user or a role can.';
    case 'noSessionPolicy':
      return 'A federated user session has no permissions but those that a session policy passes on, and there is none.';
    case 'accountNotEnabled':
      return `${upperFirst(ownPolicyName(situation))} names neither ${principal} nor its account, so what identity-based policies allow does not count.`;
    case 'crossPartition':
      return 'Principal and resource are in different partitions, and no policy reaches from one into the other.';
    case 'noPermissionNeeded':
      return `AWS answers ${request.action} to everybody who has credentials.`;
  }
}

function applies({ statement, applies: truth }: StatementTrace, effect: 'Allow' | 'Deny'): boolean {
  return statement.effect === effect && truth === 'true';
}

/** The documents with such a statement, each once. */
function documentsOf(
  { statements }: LayerTrace,
  which: (trace: StatementTrace) => boolean,
): readonly PolicyDocument[] {
  return [...new Set(statements.filter(which).map(({ document }) => document))];
}

/** Why the lack of an Allow in this layer matters, and of which. */
function nothingAllows(situation: Situation, layer: LayerTrace): string {
  const { request, policies } = situation;
  const principal = principalName(request.principal);
  switch (layer.policyType) {
    case 'identity-based': {
      const number = policies.identity.length;
      const [only] = policies.identity;
      if (only === undefined) return `There is no identity-based policy for ${principal} at all.`;
      return number === 1
        ? `'${only.name}', the only identity-based policy of ${principal}, does not allow it.`
        : `None of the ${number} identity-based policies of ${principal} allows it.`;
    }
    case 'permissions-boundary':
      return `${boundaryName(policies.permissionsBoundary)} of ${principal} does not allow it, and it limits whatever the identity-based policies allow.`;
    case 'service-control':
      return `No service control policy attached to ${levelOf(situation, layer)?.name ?? 'one of the levels'} allows it, and every level has to.`;
    case 'session':
      return 'The session policy does not allow it, and it limits what the session can do.';
    case 'vpc-endpoint':
      return 'The VPC endpoint policy does not allow it.';
    default:
      return resourceAllowsNothing(situation);
  }
}

function boundaryName(boundary: PolicyDocument | undefined): string {
  return upperFirst(boundary ? policyName(boundary) : 'the permissions boundary');
}

function resourceAllowsNothing(situation: Situation): string {
  const { graph, request, bearing } = situation;
  const principal = principalName(request.principal);
  const own = upperFirst(ownPolicyName(situation));
  const account = accountOf(request.principal);
  if (account === undefined || account === bearing.resourceAccount)
    return `${own} does not let ${principal} in.`;
  const owner = bearing.resourceAccount;
  const whose = owner === undefined ? 'another account' : accountName(graph, owner);
  return `${own} does not let ${principal} in. Access from one account into another needs an Allow on both sides, and this one belongs to ${whose}.`;
}

/** The policy of the resource itself, in words. */
export function ownPolicyName({ policies, request }: Situation): string {
  if (policies.resource) return policyName(policies.resource);
  return `the policy of ${shortName(request.resource)}`;
}
