/** The words of the Service Authorization Reference for what an action does. */
export const ACCESS_LEVELS = ['List', 'Read', 'Write', 'Tagging', 'Permissions management'] as const;
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

export const CONDITION_KEY_TYPES = [
  'String',
  'ArrayOfString',
  'ARN',
  'ArrayOfARN',
  'Bool',
  'ArrayOfBool',
  'Numeric',
  'Date',
  'IPAddress',
] as const;
export type ConditionKeyType = (typeof CONDITION_KEY_TYPES)[number];

/** Indexes into a list of the same service. */
type Indexes = readonly number[];

export type PackedResourceType = readonly [name: string, arns: readonly string[], conditionKeys: Indexes];

export type PackedAction = readonly [
  name: string,
  accessLevel: AccessLevel,
  requiredResourceTypes: Indexes,
  optionalResourceTypes: Indexes,
  /** Without those that all requests for its resource types carry. */
  conditionKeys: Indexes,
  dependentActions: readonly string[],
];

/** What stands in `data.generated.ts` as one line of JSON for each service. */
export interface PackedService {
  readonly name: string;
  readonly resourceControlPolicies: boolean;
  readonly conditionKeys: readonly string[];
  readonly resourceTypes: readonly PackedResourceType[];
  readonly actions: readonly PackedAction[];
}
