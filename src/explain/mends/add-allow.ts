import { accountOf, serviceHosts } from '../../graph/index.js';
import { isAwsManaged, type LayerTrace, type PolicyDocument } from '../../model/index.js';
import { firstObstacle, type Obstacle } from '../answer/blockers.js';
import { levelOf } from '../answer/layer-text.js';
import { withContext, type Situation } from '../answer/situation.js';
import { homeOf, policyName, principalName, shortName, upperFirst } from '../answer/words.js';
import { leastAllow, withAllow } from '../change/changed-policies.js';
import { compact, inOrder, type StatementJson } from '../change/statement-json.js';
import type { Candidate, Needs } from './candidate.js';

type Layer = Pick<LayerTrace, 'policyType' | 'level'>;

/** An Allow where one is missing, and in its own account also where it would make up for that. */
export function addAllow(needs: Needs, situation: Situation, obstacle: Obstacle): readonly Candidate[] {
  if (obstacle.kind !== 'noAllow') return [];
  const { layer } = obstacle;
  return [
    ...allowIn(needs, situation, layer),
    ...(OWN_SIDE.has(layer.policyType) ? allowOnResource(needs, situation) : []),
  ];
}

/** The layers that a grant to the principal by the resource's own policy can make up for. */
const OWN_SIDE: ReadonlySet<LayerTrace['policyType']> = new Set([
  'identity-based',
  'permissions-boundary',
  'session',
]);

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html */
function allowOnResource(needs: Needs, situation: Situation): readonly Candidate[] {
  const { request, bearing, bucket, policies } = situation;
  const isOwn = accountOf(request.principal) === bearing.resourceAccount;
  const type = policies.resource?.type ?? (bucket?.policy === null ? 'resource-based' : undefined);
  return isOwn && type !== undefined ? allowIn(needs, situation, { policyType: type, level: undefined }) : [];
}

function allowIn(needs: Needs, situation: Situation, layer: Layer): readonly Candidate[] {
  const lacking = needs.filter((need) => need === situation || lacks(need, layer));
  const statements = merged(
    lacking.flatMap((need) => {
      const allow = leastAllow(need.request, layer.policyType);
      return allow ? [withService(need, allow)] : [];
    }),
  );
  const place = placeOf(situation, layer);
  if (statements.length === 0 || place === undefined) return [];
  return [
    {
      kind: 'addAllow',
      ...place,
      statements,
      apply: (all) =>
        all.map((need) => {
          let { policies } = need;
          for (const statement of statements) policies = withAllow(policies, layer, statement) ?? policies;
          return withContext({ ...need, policies }, passed(need));
        }),
    },
  ];
}

function lacks(need: Situation, { policyType, level }: Layer): boolean {
  const obstacle = firstObstacle(need);
  return (
    obstacle?.kind === 'noAllow' && obstacle.layer.policyType === policyType && obstacle.layer.level === level
  );
}

/** A role is passed to the services that can use it, and to no other. */
function withService(need: Situation, statement: StatementJson): StatementJson {
  const services = servicesOf(need);
  return services.length === 0
    ? statement
    : { ...statement, Condition: { StringEquals: { [PASSED_TO]: compact(services) } } };
}

const PASSED_TO = 'iam:PassedToService';

function servicesOf({ graph, request }: Situation): readonly string[] {
  const role = request.action === 'iam:PassRole' ? graph.entity(request.resource) : undefined;
  return role?.kind === 'role' ? [...new Set(serviceHosts(role.trustPolicy?.statements ?? []))] : [];
}

/** The request then says to which service the role goes, if it does not yet. */
function passed(need: Situation): Situation['request']['context'] {
  const [service] = servicesOf(need);
  const isGiven = Object.keys(need.request.context).some(
    (key) => key.toLowerCase() === PASSED_TO.toLowerCase(),
  );
  return service === undefined || isGiven ? {} : { [PASSED_TO]: [service] };
}

/** One statement for all actions on the same resource. */
function merged(statements: readonly StatementJson[]): readonly StatementJson[] {
  const groups = new Map<string, { readonly rest: StatementJson; readonly actions: Set<string> }>();
  for (const { Action = [], ...rest } of statements) {
    const key = JSON.stringify(rest);
    const group = groups.get(key) ?? { rest, actions: new Set() };
    for (const action of typeof Action === 'string' ? [Action] : Action) group.actions.add(action);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ rest, actions }) =>
    inOrder({ ...rest, Action: compact([...actions].sort()) }),
  );
}

type Place = Pick<Candidate, 'text' | 'account' | 'caution'>;

/** Where the statement goes, and whom else it concerns. */
function placeOf(situation: Situation, layer: Layer): Place | undefined {
  const { graph, request, policies, bearing } = situation;
  const principal = principalName(request.principal);
  const home = accountOf(request.principal);
  switch (layer.policyType) {
    case 'identity-based':
      return home === undefined ? undefined : { text: identityText(situation), account: home };
    case 'permissions-boundary':
      return policies.permissionsBoundary && boundaryPlace(situation, policies.permissionsBoundary);
    case 'service-control':
      return {
        text: `Allow it at ${levelOf(situation, layer)?.name ?? 'the level'}, in a service control policy that is attached there.`,
        account: graph.organization?.detail.MasterAccountId,
        caution:
          'It then is allowed, as far as service control policies go, to every principal below that place.',
      };
    case 'role-trust':
      return {
        text: `Name ${principal} in the role trust policy of ${shortName(request.resource)}.`,
        account: bearing.resourceAccount,
      };
    case 'resource-based':
      return {
        text: policies.resource
          ? `Let ${principal} in by ${policyName(policies.resource)}.`
          : `Let ${principal} in by a policy of the bucket, which has none.`,
        account: bearing.resourceAccount,
      };
    case 'session':
      return { text: 'Pass a session policy that allows it, when the session is made.', account: home };
    default:
      return undefined;
  }
}

/** Roles of IAM Identity Center are made from permission sets, and changes to the role itself do not last. */
function identityText({ request, bearing }: Situation): string {
  const principal = principalName(request.principal);
  const { entity } = bearing;
  if (entity?.kind === 'role' && entity.path.startsWith('/aws-reserved/sso.amazonaws.com/'))
    return `Allow it in the permission set of IAM Identity Center that ${principal} is made from.`;
  return `Allow it in an identity-based policy of ${principal}.`;
}

function boundaryPlace({ graph, request }: Situation, boundary: PolicyDocument): Place {
  const home = accountOf(request.principal);
  const principal = principalName(request.principal);
  if (isAwsManaged(boundary.owner)) {
    return {
      text: `${upperFirst(policyName(boundary))} is AWS's own and cannot be changed. Copy it into a customer managed policy, add the statement, and set that as the permissions boundary of ${principal}.`,
      account: home,
    };
  }
  const others = graph.boundedBy(boundary).length - 1;
  return {
    text: `Let ${policyName(boundary)} allow it too.`,
    account: homeOf(graph, boundary, home),
    caution:
      others > 0
        ? `It raises the limit for ${others === 1 ? '1 other principal' : `${others} other principals`} as well. It grants nothing to anybody by itself.`
        : undefined,
  };
}
