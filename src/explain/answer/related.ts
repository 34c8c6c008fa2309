import { findAction, resourceType, type Action } from '../../model/catalogue/index.js';
import {
  listing,
  parseArn,
  POLICY_TYPE_NAMES,
  type PolicyType,
  type RelatedRequest,
  type Request,
  type Role,
} from '../../model/index.js';
import { arnCovers } from '../../prover/index.js';
import { CONSOLE_ACTIONS } from '../console-actions.js';
import { explainObstacle, firstObstacle } from './blockers.js';
import { nearMisses } from './layers.js';
import { asRead, judge, situationOf, type Situation } from './situation.js';
import { accountOfPrincipal } from './words.js';

/** A request that the same operation makes, not yet decided. */
export interface RelatedSituation {
  readonly situation: Situation;
  readonly relation: RelatedRequest['relation'];
  /** When the operation needs it, as the end of a sentence. */
  readonly need: string;
}

/** So many roles that could be passed are asked about, one by one. */
const MOST_ROLES = 5;

/**
 * What else an operation asks for: the actions that AWS's reference lists beside it, what its console pages call, and
 * the same action on the other types of resource that it touches.
 *
 * @param operation the action of the operation, where the request is about another of its actions
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function relatedSituations(
  situation: Situation,
  question: Request,
  operation: string | undefined,
): readonly RelatedSituation[] {
  const main = findAction(operation ?? question.action);
  if (main === undefined || !('arn' in question.principal)) return [];
  const ask = (request: Request): Situation => narrowedToAllow(asRead(situationOf(situation.graph, request)));
  const place = placeOf(situation);
  // The account that was given is that of the one resource.
  const anew = { principal: question.principal, context: question.context };
  const related: RelatedSituation[] = [];
  const add = (relation: RelatedRequest['relation'], request: Request, need: string): void => {
    related.push({ situation: ask(request), relation, need });
  };
  if (operation === undefined) {
    for (const resource of otherResources(main, question.resource, place)) {
      add(
        'resource',
        { ...question, resource },
        'the operation is authorized on every resource that it touches',
      );
    }
  } else {
    const resource = resourceFor(main, question.resource, place);
    add('operation', { ...anew, action: operation, resource }, 'the operation that was called');
  }
  for (const name of main.dependentActions) {
    if (name === question.action) continue;
    for (const { resource, context, need } of dependentRequests(name, main, situation, question.resource)) {
      add(
        'dependent',
        { ...anew, action: name, resource, context: { ...question.context, ...context } },
        need,
      );
    }
  }
  for (const { actions, purpose } of CONSOLE_ACTIONS.filter(({ operations }) =>
    operations.includes(main.name),
  )) {
    for (const name of actions) {
      const action = findAction(name);
      if (action === undefined || name === question.action) continue;
      const resource = resourceFor(action, question.resource, place);
      add('console', { ...anew, action: name, resource }, `the console lists ${purpose} with it`);
    }
  }
  return related;
}

/** Asks about the resources that some Allow is about, where not all of those that were meant are allowed. */
function narrowedToAllow(situation: Situation): Situation {
  const { request, graph } = situation;
  const obstacle = request.resource.includes('*') ? firstObstacle(situation) : undefined;
  if (obstacle?.kind !== 'noAllow' || parseArn(request.resource) === undefined) return situation;
  const narrower = nearMisses(obstacle.layer.statements)
    .flatMap(({ statement, reason }) =>
      reason === 'resourceNotMatched' ? (statement.resource?.values ?? []) : [],
    )
    .map(({ value }) => value)
    .filter((value) => arnCovers(request.resource, value) === true)
    .map((resource) => asRead(situationOf(graph, { ...request, resource })))
    .find((candidate) => judge(candidate).possible.includes('allowed'));
  return narrower ?? situation;
}

export function explainRelated({ situation, relation, need }: RelatedSituation): RelatedRequest {
  const { action, resource } = situation.request;
  const { decision, possible, assumptions } = judge(situation);
  const obstacle = firstObstacle(situation);
  const open = assumptions.map(({ kind, key }) =>
    kind === 'policyType' ? `the ${POLICY_TYPE_NAMES[key as PolicyType]}, which was not read` : key,
  );
  const reason = obstacle
    ? explainObstacle(situation, obstacle).text
    : open.length > 0
      ? `It depends on ${listing(open)}.`
      : undefined;
  return { action, resource, relation, decision, possible, need, ...(reason !== undefined && { reason }) };
}

interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** Where resources lie that the question does not name. */
function placeOf({ request, bearing }: Situation): Place {
  const arn = parseArn(request.resource);
  const account = accountOfPrincipal(request.principal) ?? bearing.resourceAccount ?? '*';
  const region = arn === undefined || arn.region === '' ? '*' : arn.region;
  return { partition: arn?.partition ?? partitionOf(request), region, account };
}

function partitionOf({ principal }: Request): string {
  return ('arn' in principal ? parseArn(principal.arn)?.partition : undefined) ?? 'aws';
}

/** The resource of the question where the action takes it too; otherwise any of the type that it takes. */
function resourceFor(action: Action, resource: string, place: Place): string {
  const templates = templatesOf(
    action,
    action.requiredResourceTypes.length > 0 ? action.requiredResourceTypes : action.resourceTypes,
  );
  if (templates.length === 0) return '*';
  const isOwn = templates.some((template) => arnCovers(fill(template, ANYWHERE), resource) === true);
  return isOwn || resource === '*' ? resource : fill(templates[0] ?? '*', place);
}

/** One ARN for each type of resource that the operation always touches, besides the one that is asked about. */
function otherResources(action: Action, resource: string, place: Place): readonly string[] {
  if (resource === '*' || action.requiredResourceTypes.length < 2) return [];
  const types = action.requiredResourceTypes.map((type) => templatesOf(action, [type]));
  const others = types.filter((templates) =>
    templates.every((template) => arnCovers(fill(template, ANYWHERE), resource) !== true),
  );
  return others.length === types.length ? [] : others.map(([template = '*']) => fill(template, place));
}

function templatesOf({ name }: Action, types: readonly string[]): readonly string[] {
  const service = name.split(':', 1)[0] ?? '';
  return types.flatMap((type) => resourceType(service, type)?.arns ?? []);
}

const ANYWHERE: Place = { partition: '*', region: '*', account: '*' };

function fill(template: string, { partition, region, account }: Place): string {
  return template
    .replaceAll('${Partition}', partition)
    .replaceAll('${Region}', region)
    .replaceAll('${Account}', account)
    .replaceAll(/\$\{\w+\}/g, '*');
}

interface Dependent {
  readonly resource: string;
  readonly context?: Request['context'];
  readonly need: string;
}

function dependentRequests(
  name: string,
  main: Action,
  situation: Situation,
  resource: string,
): readonly Dependent[] {
  const place = placeOf(situation);
  const prefix = main.name.split(':', 1)[0] ?? '';
  const home = situation.graph.account(place.account);
  if (name === 'iam:PassRole') {
    const roles = (home?.roles ?? []).flatMap((role) => passable(role, prefix));
    const anyRole = `arn:${place.partition}:iam::${place.account}:role/*`;
    const candidates = roles.length > 0 ? roles.slice(0, MOST_ROLES) : [{ arn: anyRole, host: undefined }];
    return candidates.map(({ arn, host }) => ({
      resource: arn,
      ...(host !== undefined && { context: { 'iam:PassedToService': [host] } }),
      need:
        host === undefined
          ? 'needed where a role is handed to the service: ask again about that role'
          : 'needed where the role is handed to the service',
    }));
  }
  if (name === 'iam:CreateServiceLinkedRole') {
    if (home?.roles.some((role) => role.serviceLinked && hostBelongs(role.path.split('/')[2] ?? '', prefix)))
      return [];
    const host = `${prefix}.amazonaws.com`;
    return [
      {
        resource: `arn:${place.partition}:iam::${place.account}:role/aws-service-role/${host}/*`,
        context: { 'iam:AWSServiceName': [host] },
        need: 'needed the first time, since the account has no service-linked role for the service yet',
      },
    ];
  }
  const action = findAction(name);
  return action ? [{ resource: resourceFor(action, resource, place), need: needOf(name) }] : [];
}

/** The role once for each service principal of the service that may use it. */
function passable(
  { arn, trustPolicy, serviceLinked }: Role,
  prefix: string,
): readonly { arn: string; host: string }[] {
  if (serviceLinked) return [];
  const hosts = new Set(serviceHosts(trustPolicy?.statements ?? []));
  return [...hosts].filter((host) => hostBelongs(host, prefix)).map((host) => ({ arn, host }));
}

type Statements = NonNullable<Role['trustPolicy']>['statements'];

/** The services that a role trust policy trusts. */
export function serviceHosts(statements: Statements): readonly string[] {
  return statements
    .filter(({ effect, principal }) => effect === 'Allow' && principal !== undefined && !principal.negated)
    .flatMap(({ principal }) => principal?.values ?? [])
    .flatMap(({ kind, token }) => (kind === 'Service' ? token.value : []));
}

/** `monitoring.rds.amazonaws.com` belongs to `rds`, `ecs-tasks.amazonaws.com` to `ecs`. */
function hostBelongs(host: string, prefix: string): boolean {
  return host.split('.').some((label) => label === prefix || label.startsWith(`${prefix}-`));
}

const NEEDS: readonly (readonly [RegExp, string])[] = [
  [/^kms:/, 'needed where a customer managed KMS key is used'],
  [/^secretsmanager:/, 'needed where Secrets Manager keeps a secret for it'],
  [/Tag/, 'needed where tags are given'],
  [/^ssm:/, 'needed where a Systems Manager parameter is used'],
  [/^ec2:/, 'needed where it is placed in a VPC'],
];

function needOf(action: string): string {
  return NEEDS.find(([pattern]) => pattern.test(action))?.[1] ?? 'needed in some cases';
}

/** Operations whose console pages call an action, with what for. */
export function consolesCalling(action: string): readonly string[] {
  return CONSOLE_ACTIONS.filter(({ actions }) => actions.includes(action)).flatMap(
    ({ operations }) => operations,
  );
}
