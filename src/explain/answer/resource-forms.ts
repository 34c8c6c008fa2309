import { accountOf } from '../../graph/index.js';
import { resourceType, type Action } from '../../model/catalogue/index.js';
import { parseArn, type Request } from '../../model/index.js';
import { arnCovers } from '../../prover/index.js';
import type { Situation } from './situation.js';

/** Where a resource lies. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** Where resources lie that the question does not name. */
export function placeOf({ request, bearing }: Situation): Place {
  const arn = parseArn(request.resource);
  const account = accountOf(request.principal) ?? bearing.resourceAccount ?? '*';
  const region = arn === undefined || arn.region === '' ? '*' : arn.region;
  return { partition: arn?.partition ?? partitionOf(request), region, account };
}

function partitionOf({ principal }: Request): string {
  return ('arn' in principal ? parseArn(principal.arn)?.partition : undefined) ?? 'aws';
}

/** The resource of the question where the action takes it too; otherwise any of the type that it takes. */
export function resourceFor(action: Action, resource: string, place: Place): string {
  const templates = templatesOf(
    action,
    action.requiredResourceTypes.length > 0 ? action.requiredResourceTypes : action.resourceTypes,
  );
  if (templates.length === 0) return '*';
  const isOwn = templates.some((template) => arnCovers(fill(template, ANYWHERE), resource) === true);
  return isOwn || resource === '*' ? resource : fill(templates[0] ?? '*', place);
}

/** One ARN for each type of resource that the operation always touches, besides the one that is asked about. */
export function otherResources(action: Action, resource: string, place: Place): readonly string[] {
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
