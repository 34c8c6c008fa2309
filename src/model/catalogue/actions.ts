import { date, services as packedServices } from './data.generated.js';
import type { AccessLevel, PackedAction, PackedService } from './packed.js';

export interface Service {
  /** `s3` */
  readonly prefix: string;
  /** `Amazon S3` */
  readonly name: string;
  /**
   * Whether resource control policies apply to its resources.
   *
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
   */
  readonly resourceControlPolicies: boolean;
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
export interface Action {
  /** With its service, as AWS spells it: `s3:GetObject`. */
  readonly name: string;
  readonly accessLevel: AccessLevel;
  /** Names of resource types. Empty: the action takes no resource, so only a statement on `*` is about it. */
  readonly resourceTypes: readonly string[];
  /** Those that every request has. */
  readonly requiredResourceTypes: readonly string[];
  /** Besides the global ones: its own, and those of its resource types. A tag key stands as `aws:RequestTag/${TagKey}`. */
  readonly conditionKeys: readonly string[];
  /** Names of actions that the principal may need as well for the operation to succeed. */
  readonly dependentActions: readonly string[];
}

export interface ResourceType {
  readonly name: string;
  /** With placeholders: `arn:${Partition}:s3:::${BucketName}/${ObjectName}`. Never empty. */
  readonly arns: readonly string[];
  readonly conditionKeys: readonly string[];
}

/** A service whose line has been parsed. Its actions are unpacked one by one, since few of them are ever asked for. */
interface LoadedService {
  readonly service: Service;
  readonly conditionKeys: readonly string[];
  readonly resourceTypes: readonly ResourceType[];
  /** By name in lower case, without the service. */
  readonly actions: Map<string, Action | PackedAction>;
}

const loaded = new Map<string, LoadedService>();

/** The day that AWS's reference was read, `YYYY-MM-DD`. */
export function catalogueDate(): string {
  return date;
}

/** The prefixes of all services, sorted. */
export function services(): readonly string[] {
  return [...packedServices.keys()];
}

/** The case of the prefix does not matter. */
export function findService(prefix: string): Service | undefined {
  return load(prefix)?.service;
}

/** All actions of a service, sorted; empty where the service does not exist. */
export function actionsOf(prefix: string): readonly Action[] {
  const service = load(prefix);
  if (service === undefined) return [];
  return [...service.actions.keys()]
    .map((name) => actionOf(service, name))
    .filter((action) => action !== undefined);
}

/** The action that `s3:GetObject` names, whatever its case. A pattern names none. */
export function findAction(action: string): Action | undefined {
  const colon = action.indexOf(':');
  const service = load(action.slice(0, Math.max(colon, 0)));
  return service === undefined ? undefined : actionOf(service, action.slice(colon + 1).toLowerCase());
}

/** All resource types of a service; empty where it has none, or does not exist. */
export function resourceTypesOf(prefix: string): readonly ResourceType[] {
  return load(prefix)?.resourceTypes ?? [];
}

/** The resource type of a service by one of the names in {@link Action.resourceTypes}. */
export function resourceType(prefix: string, name: string): ResourceType | undefined {
  return load(prefix)?.resourceTypes.find((type) => type.name === name);
}

function load(anyCasePrefix: string): LoadedService | undefined {
  const prefix = anyCasePrefix.toLowerCase();
  const known = loaded.get(prefix);
  if (known !== undefined) return known;
  const json = packedServices.get(prefix);
  if (json === undefined) return undefined;
  const service = unpackService(prefix, JSON.parse(json) as PackedService);
  loaded.set(prefix, service);
  return service;
}

function unpackService(prefix: string, packed: PackedService): LoadedService {
  const { name, resourceControlPolicies, conditionKeys } = packed;
  return {
    service: { prefix, name, resourceControlPolicies },
    conditionKeys,
    resourceTypes: packed.resourceTypes.map(([name, arns, keys]) => ({
      name,
      arns,
      conditionKeys: pick(conditionKeys, keys),
    })),
    actions: new Map(packed.actions.map((action) => [action[0].toLowerCase(), action])),
  };
}

function actionOf(service: LoadedService, name: string): Action | undefined {
  const found = service.actions.get(name);
  if (found === undefined || 'name' in found) return found;
  const action = unpackAction(service, found);
  service.actions.set(name, action);
  return action;
}

function unpackAction(
  { service, conditionKeys, resourceTypes }: LoadedService,
  [name, accessLevel, required, optional, keys, dependentActions]: PackedAction,
): Action {
  const types = pick(resourceTypes, [...required, ...optional]);
  return {
    name: `${service.prefix}:${name}`,
    accessLevel,
    resourceTypes: types.map((type) => type.name),
    requiredResourceTypes: types.slice(0, required.length).map((type) => type.name),
    conditionKeys: [
      ...new Set([...pick(conditionKeys, keys), ...types.flatMap((type) => type.conditionKeys)]),
    ],
    dependentActions,
  };
}

function pick<T extends string | ResourceType>(list: readonly T[], indexes: readonly number[]): T[] {
  return indexes.map((index) => list[index]).filter((item) => item !== undefined);
}
