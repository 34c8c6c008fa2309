import { parseTemplate, remember } from '../evaluator/index.js';
import { isEveryResource, matchingActions } from '../graph/index.js';
import { parseArn, type Arn, type Statement, type Token } from '../model/index.js';
import { resourceType, resourceTypesOf, services } from '../model/catalogue/index.js';
import { arnIntersects, intersects } from '../prover/index.js';

/** More different values, and pairs of values, than a large account has. */
const MOST_VALUES = 100_000;

/** The values of a Resource or NotResource element but `*`: what has to be an ARN. */
export function resourceValues({ resource }: Statement): readonly Token[] {
  return resource?.values.filter(({ value }) => !isEveryResource(value)) ?? [];
}

/** How many fields of an ARN stand before the resource, where no policy variable can be. */
const LEADING_FIELDS = 5;

/**
 * The fields of a value of a Resource element, with a wildcard for each policy variable. Undefined for what has not
 * six fields, or a variable where IAM puts nothing in its place.
 */
export function resourceArn(value: string): Arn | undefined {
  const parts = parseTemplate(value);
  if (parts === undefined) return parseArn(value);
  if (parts[0].text.split(':').length <= LEADING_FIELDS) return undefined;
  return parseArn(parts.map((part) => ('key' in part ? '*' : part.text)).join(''));
}

/** {@link resourceValues} that have the six fields of an ARN, taken apart. */
export function resourceArns(statement: Statement): readonly { readonly at: Token; readonly arn: Arn }[] {
  return resourceValues(statement).flatMap((at) => {
    const arn = resourceArn(at.value);
    return arn ? [{ at, arn }] : [];
  });
}

/**
 * What keeps a value of a Resource element from being the ARN of anything that its service has: no resource type
 * looks like that; or those that do have a Region or an account where the value has none, or none where it has one.
 */
export type ArnDefect =
  'unknownResource' | 'missingRegion' | 'unexpectedRegion' | 'missingAccount' | 'unexpectedAccount';

/**
 * Undefined for an ARN that some resource can have, and for what cannot be judged: a service without ARNs, or a value
 * that is not an ARN of six fields.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function arnDefect(value: string): ArnDefect | undefined {
  return defectOf(value).defect;
}

const defectOf = remember((value): { readonly defect: ArnDefect | undefined } => {
  const arn = resourceArn(value);
  const shapes = arn && arnShapes().get(arn.service);
  if (!shapes || shapes.some((shape) => canHave(value, arn, shape))) return { defect: undefined };
  const alike = shapes.filter(({ resource }) => intersects(resource, arn.resource) !== false);
  if (alike.length === 0) return { defect: 'unknownResource' };
  if (alike.every(({ region }) => intersects(region, arn.region) === false))
    return { defect: arn.region === '' ? 'missingRegion' : 'unexpectedRegion' };
  return { defect: arn.account === '' ? 'missingAccount' : 'unexpectedAccount' };
}, MOST_VALUES);

/** Whether some ARN of a shape matches a value, whose fields are `arn`. */
function canHave(value: string, arn: Arn, shape: Arn): boolean {
  if (arn.service !== shape.service) return false;
  // The resource first: in it the shapes of a service differ.
  const fields = ['resource', 'account', 'region'] as const;
  if (fields.every((field) => intersects(shape[field], arn[field]) !== false)) return true;
  // A wildcard that ends the Region or the account can go on past the colon.
  const goesOn = arn.region.endsWith('*') || arn.account.endsWith('*');
  return goesOn && arnIntersects(value, textOf(shape)) !== false;
}

/** Whether AWS has ARNs with this service in them. It is not always the prefix of the actions. */
export function isArnService(service: string): boolean {
  return arnShapes().has(service) || services().includes(service);
}

let shapes: ReadonlyMap<string, readonly Arn[]> | undefined;

/** The ARNs of all resource types, by the service in them. */
function arnShapes(): ReadonlyMap<string, readonly Arn[]> {
  shapes ??= indexShapes();
  return shapes;
}

/**
 * ARNs that AWS's reference lacks and other pages of its documentation have: what AWS shares with all accounts, and
 * what a service has besides its resources.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-supported-resources.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-reference.html
 */
const UNLISTED = [
  'arn:${Partition}:apigateway:${Region}::/tags',
  'arn:${Partition}:apigateway:${Region}::/tags/${Path}',
  'arn:${Partition}:apigateway:${Region}::/v2/${Path}',
  'arn:${Partition}:backup:${Region}:${Account}:recovery-point:${Id}',
  'arn:${Partition}:cloudformation:${Region}:aws:transform/${Name}',
  'arn:${Partition}:resource-explorer-2:${Region}::view/${Name}',
  'arn:${Partition}:ssm:${Region}::automation-definition/${Name}',
  'arn:${Partition}:ssm:${Region}::document/${Name}',
  'arn:${Partition}:ssm:${Region}::parameter/aws/${Name}',
  'arn:${Partition}:waf::${Account}:changetoken/${Name}',
  'arn:${Partition}:waf-regional:${Region}:${Account}:changetoken/${Name}',
];

function indexShapes(): ReadonlyMap<string, readonly Arn[]> {
  const byService = new Map<string, Map<string, Arn>>();
  const listed = services().flatMap((prefix) => resourceTypesOf(prefix).flatMap(({ arns }) => arns));
  for (const shape of [...listed, ...UNLISTED].map(shapeOf)) {
    const arn = parseArn(shape);
    if (arn === undefined) continue;
    const ofService = byService.get(arn.service) ?? new Map<string, Arn>();
    byService.set(arn.service, ofService.set(shape, arn));
  }
  return new Map([...byService].map(([service, arns]) => [service, [...arns.values()]]));
}

/**
 * A pattern for a template such as `arn:${Partition}:s3:::${BucketName}`. What fills a placeholder is never empty; the
 * `*` stands first, since at the end of a field it would go on past the colon.
 */
function shapeOf(template: string): string {
  return template.replaceAll(/\$\{[^}]*\}/g, '*?');
}

function textOf({ partition, service, region, account, resource }: Arn): string {
  return ['arn', partition, service, region, account, resource].join(':');
}

/** What an action is about. */
export interface ActionScope {
  /** Templates of ARNs, such as `arn:${Partition}:s3:::${BucketName}`. None: the action can stand on nothing but `*`. */
  readonly arns: readonly string[];
}

/** What a value of an Action element is about, all actions that it matches together; undefined where AWS's reference knows none. */
export function actionScope(action: string): ActionScope | undefined {
  return scopeOf(action.toLowerCase()).scope;
}

const scopeOf = remember((action): { readonly scope: ActionScope | undefined } => {
  const actions = matchingActions(action);
  if (actions.length === 0) return { scope: undefined };
  const service = action.slice(0, action.indexOf(':'));
  const types = new Set(actions.flatMap(({ resourceTypes }) => resourceTypes));
  const arns = [...types].flatMap((type) => resourceType(service, type)?.arns ?? []);
  return { scope: { arns: [...new Set(arns)] } };
}, MOST_VALUES);

/** Whether a value of a Resource element has something of what an action is about. */
export function isInScope({ arns }: ActionScope, resource: string): boolean {
  return isEveryResource(resource) || arns.some((template) => valuesThatCanBe(template)(resource).answer);
}

const API_PATHS = 'arn:${Partition}:apigateway:${Region}::/${Path}';

const BUCKET = 'arn:${Partition}:s3:::${BucketName}';

/** A service that has been renamed: its resources have ARNs of both names. */
const RENAMED = { old: ':codestar-connections:', new: ':codeconnections:' };

/** Whether a value of a Resource element can be what a template stands for. */
const valuesThatCanBe = remember((listed) => {
  const template = currentName(listed);
  const shape = parsedShape(template);
  return remember(
    (resource) => ({ answer: canBe(currentName(resource), template, shape) }),
    MOST_OF_TEMPLATE,
  );
}, MOST_VALUES);

/** The values of one statement are asked about together. */
const MOST_OF_TEMPLATE = 1_000;

function currentName(arn: string): string {
  return arn.replaceAll(RENAMED.old, RENAMED.new);
}

function canBe(value: string, template: string, shape: Arn | undefined): boolean {
  const arn = resourceArn(value);
  // Backups of every service are named as that service names them.
  if (!arn || !shape || shape.service.includes('*')) return true;
  // Objects are below buckets, and only the slash tells that one is meant.
  if (template === BUCKET && arn.resource.includes('/')) return false;
  // What AWS shares with all accounts is of the same type as what an account has.
  if (canHave(value, arn, shape) || canHave(value, arn, { ...shape, account: '' })) return true;
  // What API Gateway has are paths, of which the reference lists some; of others nothing says which actions they are for.
  const others = UNLISTED.concat(API_PATHS).filter((other) => other.includes(`:${shape.service}:`));
  return others.flatMap((other) => parsedShape(other) ?? []).some((other) => canHave(value, arn, other));
}

function parsedShape(template: string): Arn | undefined {
  return parseArn(shapeOf(template));
}
