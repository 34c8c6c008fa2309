import {
  listing,
  type ConditionTrace,
  type Evaluation,
  type LayerExplanation,
  type LayerTrace,
  type PolicyDocument,
  type StatementTrace,
  type Token,
} from '../../model/index.js';
import type { Situation } from './situation.js';
import { explainStatement } from './statements.js';
import {
  accountName,
  accountOfPrincipal,
  originOf,
  placeName,
  policyName,
  policyTypes,
  principalName,
  shortName,
  statementName,
  upperFirst,
} from './words.js';

/** So many Allows are shown of a layer in which several allow the same, and so many that come close to it. */
const MOST_SHOWN = 3;

/** What each layer of the trace says, in whole sentences, with the statements that decided. */
export function explainLayers(
  situation: Situation,
  { trace, possible }: Evaluation,
): readonly LayerExplanation[] {
  const isOpen = possible.includes('allowed');
  return trace.map((layer) => {
    const level = levelOf(situation, layer);
    return {
      policyType: layer.policyType,
      ...(level && { level }),
      outcome: layer.outcome,
      reason: layer.reason,
      text: `${isOpen ? openText(situation, layer) : layerText(situation, layer)}${sparingText(layer)}`,
      statements: tellingStatements(layer).map((statement) => explainStatement(situation, statement)),
    };
  });
}

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

/**
 * The denies that apply, then the Allows; where nothing allows it, those that would but for a detail. Beside a deny,
 * only what grants is worth telling: that people rely on.
 */
function tellingStatements({ policyType, statements, outcome }: LayerTrace): readonly StatementTrace[] {
  const applying = statements.filter(({ applies }) => applies !== 'false');
  const denies = applying.filter(({ statement }) => statement.effect === 'Deny');
  const allows = applying.filter(({ statement }) => statement.effect === 'Allow').slice(0, MOST_SHOWN);
  if (outcome === 'explicitDeny') return policyType === 'identity-based' ? [...denies, ...allows] : denies;
  const near = allows.length > 0 || outcome === 'allowed' ? [] : nearMisses(statements);
  return [...denies, ...allows, ...near, ...sparing(statements)];
}

/** The denies that are about the request and spare it by a condition. */
function sparing(statements: readonly StatementTrace[]): readonly StatementTrace[] {
  return statements
    .filter(({ statement, reason }) => statement.effect === 'Deny' && reason === 'conditionNotMet')
    .slice(0, MOST_SHOWN);
}

/** The Allows that are about the action and miss the request by its resource, its principal or a condition. */
export function nearMisses(statements: readonly StatementTrace[]): readonly StatementTrace[] {
  return statements
    .filter(
      ({ statement, applies, reason }) =>
        statement.effect === 'Allow' && applies === 'false' && reason !== 'actionNotMatched',
    )
    .slice(0, MOST_SHOWN);
}

/** Why a deny that people may have in mind is not the cause. */
function sparingText({ statements, outcome }: LayerTrace): string {
  const [deny] = outcome === 'explicitDeny' ? [] : sparing(statements);
  if (deny === undefined) return '';
  const { statement, document, conditions } = deny;
  const unmet = conditions.filter(({ result }) => result === 'false').map(conditionText);
  return ` ${upperFirst(statementName(statement, document))} of ${policyName(document)} spares it: it asks for ${listing(unmet)}.`;
}

/** What a layer without an Allow says while the request may yet be allowed. */
function openText(situation: Situation, layer: LayerTrace): string {
  const text = layerText(situation, layer);
  if (layer.reason !== 'noStatementAllows' || layer.policyType === 'service-control') return text;
  return `${text} It does not have to, if ${ownPolicyName(situation)} lets ${principalName(situation.request.principal)} in.`;
}

/** What a layer says, in one or two sentences. */
export function layerText(situation: Situation, layer: LayerTrace): string {
  const { graph, bearing, request } = situation;
  const type = layer.policyType;
  const principal = principalName(request.principal);
  const origins = (applies: (trace: StatementTrace) => boolean): string =>
    upperFirst(
      listing(
        [...new Set(layer.statements.filter(applies).map(({ document }) => document))].map((document) =>
          layer.level === undefined ? originOf(graph, bearing, document) : policyName(document),
        ),
      ),
    );
  switch (layer.reason) {
    case 'allowedByStatement':
      return `${origins(({ statement, applies }) => statement.effect === 'Allow' && applies === 'true')} ${verb(layer, 'allow')} it.`;
    case 'deniedByStatement':
      return `${origins(({ statement, applies }) => statement.effect === 'Deny' && applies === 'true')} ${verb(layer, 'den')} it.`;
    case 'noStatementAllows':
      return `${nothingAllows(situation, layer)}${closestText(layer)}`;
    case 'noStatementDenies':
      return 'None denies it, which is all that resource control policies do.';
    case 'dependsOnContext': {
      const keys = [...new Set(layer.statements.flatMap(({ unknownKeys }) => unknownKeys))];
      const documents = origins(({ applies }) => applies === 'unknown');
      return documents === ''
        ? 'It depends on what is not known of the request.'
        : `${documents}: it depends on ${listing(keys)}.`;
    }
    case 'notRead':
      return `${upperFirst(policyTypes(type))} were not read in full: what is missing may allow it or deny it.`;
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

/** `allows` for one policy, `allow` for several. */
function verb(layer: LayerTrace, stem: 'allow' | 'den'): string {
  const effect = stem === 'allow' ? 'Allow' : 'Deny';
  const documents = new Set(
    layer.statements
      .filter(({ statement, applies }) => statement.effect === effect && applies === 'true')
      .map(({ document }) => document),
  );
  if (stem === 'allow') return documents.size === 1 ? 'allows' : 'allow';
  return documents.size === 1 ? 'denies' : 'deny';
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

/** What comes closest to allowing it, which often is what somebody meant to. */
function closestText({ statements }: LayerTrace): string {
  const [closest] = nearMisses(statements);
  if (closest === undefined) return '';
  const { statement, document, reason, conditions } = closest;
  const name = `${upperFirst(statementName(statement, document))} of '${document.name}'`;
  const texts = (tokens: readonly Token[] = []) => listing(tokens.map(({ value }) => value));
  switch (reason) {
    case 'resourceNotMatched':
      return statement.resource?.negated
        ? ` ${name} comes close: it allows it everywhere but on ${texts(statement.resource.values)}.`
        : ` ${name} comes close: it allows it on ${texts(statement.resource?.values)}.`;
    case 'principalNotMatched':
      return statement.principal?.negated
        ? ''
        : ` It lets in ${texts(statement.principal?.values.map(({ token }) => token))}.`;
    case 'conditionNotMet': {
      const unmet = conditions.filter(({ result }) => result === 'false').map(conditionText);
      return ` ${name} comes close: it allows it where ${listing(unmet)}.`;
    }
    default:
      return '';
  }
}

function conditionText({ condition: { operator, key, values }, values: given }: ConditionTrace): string {
  const what = given ? `and the request has ${listing(given)}` : 'and the request does not have it';
  return `${key.value} ${operator.value} ${listing(values.map(({ value }) => value))}, ${what}`;
}

function boundaryName(boundary: PolicyDocument | undefined): string {
  return upperFirst(boundary ? policyName(boundary) : 'the permissions boundary');
}

function resourceAllowsNothing(situation: Situation): string {
  const { graph, request, bearing } = situation;
  const principal = principalName(request.principal);
  const own = upperFirst(ownPolicyName(situation));
  const account = accountOfPrincipal(request.principal);
  if (account === undefined || account === bearing.resourceAccount)
    return `${own} does not let ${principal} in.`;
  const owner = bearing.resourceAccount;
  const whose = owner === undefined ? 'another account' : accountName(graph, owner);
  return `${own} does not let ${principal} in. Access from one account into another needs an Allow on both sides, and this one belongs to ${whose}.`;
}

function ownPolicyName({ policies, request }: Situation): string {
  if (policies.resource) return policyName(policies.resource);
  return `the policy of ${shortName(request.resource)}`;
}
